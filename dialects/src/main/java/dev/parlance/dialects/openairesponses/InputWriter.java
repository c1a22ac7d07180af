package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Message.ContentForm;
import dev.parlance.core.wire.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spells the conversation: one string, or a list of items. Not thread-safe. */
final class InputWriter {
    private final boolean ownWords;
    private final JsonWriter out;
    private final PartWriter parts;
    private final AssistantWriter assistant;
    private int namelessResults;

    /** @param ownWords whether the conversation came in this dialect, so that forms are kept */
    InputWriter(boolean ownWords, JsonWriter out) {
        this.ownWords = ownWords;
        this.out = out;
        this.parts = new PartWriter(out);
        this.assistant = new AssistantWriter(parts, out);
    }

    void write(List<Message> messages) {
        if (messages.size() == 1 && WholeInput.isMarked(messages.getFirst())) {
            String text = single(messages.getFirst().content());
            if (text != null) {
                out.string(text);
                return;
            }
        }
        out.beginArray();
        messages.forEach(this::item);
        out.endArray();
    }

    private void item(Message message) {
        switch (message) {
            case Message.System system ->
                spoken(system.developer() ? "developer" : "system", system, ContentForm.STRING);
            case Message.User user -> {
                if (user.content().size() == 1
                        && user.content().getFirst() instanceof Content.Opaque opaque
                        && opaque.place().equals(Names.INPUT)) {
                    out.raw(opaque.json());
                } else {
                    spoken("user", user, ContentForm.STRING);
                }
            }
            case Message.Assistant turn -> assistant.write(turn.content());
            case Message.ToolResult result -> result(result);
        }
    }

    private void spoken(String role, Message message, ContentForm preferred) {
        out.beginObject().name("role").string(role).name(Names.CONTENT);
        content(message.content(), message.form() == ContentForm.PARTS ? ContentForm.PARTS : preferred);
        members(message.extra());
        out.endObject();
    }

    private void result(Message.ToolResult result) {
        String callId = result.callId().isEmpty() ? AssistantWriter.newCallId(namelessResults++) : result.callId();
        out.beginObject()
                .name("type")
                .string("function_call_output")
                .name("call_id")
                .string(callId);
        out.name("output");
        // A list as output is newer than the dialect, and some hosts know the string alone.
        boolean list = result.form() == ContentForm.PARTS && ownWords;
        content(result.content(), list ? ContentForm.PARTS : ContentForm.STRING);
        members(result.extra());
        out.endObject();
    }

    private void content(List<Content> content, ContentForm form) {
        String single = form == ContentForm.PARTS ? null : single(content);
        if (single != null) {
            out.string(single);
            return;
        }
        out.beginArray();
        content.forEach(parts::input);
        out.endArray();
    }

    /** The text when the content is one plain text or nothing, else null. */
    static @Nullable String single(List<Content> content) {
        if (content.isEmpty()) {
            return "";
        }
        return content.size() == 1
                        && content.getFirst() instanceof Content.Text(String text, Members extra)
                        && extra.isEmpty()
                ? text
                : null;
    }

    private void members(Members members) {
        ToolsWriter.members(members.without(Names.ITEM), out);
    }
}

package dev.parlance.dialects.openaichat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Profile.EmptyContent;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Message.ContentForm;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spells messages. Not thread-safe. */
final class MessageWriter {
    private static final String DATA_AUDIO = "data:audio/";
    private static final String BASE64 = ";base64,";

    private final Profile profile;
    private final JsonWriter out;

    MessageWriter(Profile profile, JsonWriter out) {
        this.profile = profile;
        this.out = out;
    }

    void write(Message message) {
        out.beginObject();
        switch (message) {
            case Message.System system -> {
                out.name("role").string(system.developer() ? "developer" : "system");
                if (!system.content().isEmpty() || system.form() != ContentForm.ABSENT) {
                    content(system.content(), system.form());
                }
            }
            case Message.User user -> {
                out.name("role").string("user");
                content(user.content(), user.form());
            }
            case Message.ToolResult result -> {
                out.name("role").string("tool").name("tool_call_id").string(result.callId());
                content(result.content(), result.form());
            }
            case Message.Assistant assistant -> {
                out.name("role").string("assistant");
                assistant(assistant);
            }
        }
        members(message.extra());
        out.endObject();
    }

    private void assistant(Message.Assistant message) {
        List<Content> visible = new ArrayList<>();
        List<Content> calls = new ArrayList<>();
        List<Content.Reasoning> reasoning = new ArrayList<>();
        String refusal = null;
        for (Content part : message.content()) {
            switch (part) {
                case Content.Reasoning thought -> reasoning.add(thought);
                case Content.ToolCall call -> calls.add(call);
                case Content.Refusal(String text) when message.form() != ContentForm.PARTS -> refusal = text;
                case Content.Opaque opaque when opaque.place().equals("tool_calls") -> calls.add(opaque);
                case Content.Refusal other -> visible.add(other);
                case Content.Opaque other -> visible.add(other);
                case Content.Text text -> visible.add(text);
                case Content.Media media -> visible.add(media);
            }
        }
        String tag = profile.reasoning().tags();
        if (tag != null && !reasoning.isEmpty()) {
            visible = tagged(tag, reasoning, visible);
            reasoning = List.of();
        }
        boolean within = Names.CONTENT.equals(profile.reasoning().field());
        if (within && !reasoning.isEmpty()) {
            thinkingParts(reasoning, visible);
        } else {
            visible(message, visible, !calls.isEmpty());
            reasoning(reasoning);
        }
        if (refusal != null) {
            out.name("refusal").string(refusal);
        }
        if (!calls.isEmpty()) {
            calls(calls);
        }
    }

    private void visible(Message.Assistant message, List<Content> visible, boolean callsTools) {
        boolean blank = visible.stream()
                .allMatch(part -> part instanceof Content.Text(String text, Members extra) && text.isBlank());
        if (blank && callsTools && profile.emptyContent() == EmptyContent.OMIT) {
            return;
        }
        if (!visible.isEmpty()) {
            content(visible, message.form());
            return;
        }
        boolean given = profile.emptyContent() == EmptyContent.AS_GIVEN;
        if (given && message.form() == ContentForm.ABSENT) {
            return;
        }
        out.name("content");
        if (message.form() == ContentForm.STRING && given || !callsTools && message.form() != ContentForm.NULL) {
            out.string("");
        } else {
            out.nothing();
        }
    }

    /** Thinking back between the tags in which it came, before the text. */
    private static List<Content> tagged(String tag, List<Content.Reasoning> thoughts, List<Content> visible) {
        StringBuilder text = new StringBuilder();
        for (Content.Reasoning thought : thoughts) {
            text.append('<').append(tag).append('>').append(thought.text());
            text.append("</").append(tag).append(">\n\n");
        }
        List<Content> whole = new ArrayList<>(visible);
        if (!whole.isEmpty() && whole.getFirst() instanceof Content.Text(String words, Members extra)) {
            whole.set(0, new Content.Text(text + words, extra));
        } else {
            whole.addFirst(new Content.Text(text.toString()));
        }
        return whole;
    }

    /** As Mistral has it: thinking stands in the content, before the text. */
    private void thinkingParts(List<Content.Reasoning> thoughts, List<Content> visible) {
        out.name(Names.CONTENT).beginArray();
        for (Content.Reasoning thought : thoughts) {
            out.beginObject().name("type").string("thinking").name("thinking").beginArray();
            out.beginObject()
                    .name("type")
                    .string("text")
                    .name("text")
                    .string(thought.text())
                    .endObject();
            out.endArray().endObject();
        }
        visible.forEach(this::part);
        out.endArray();
    }

    private void reasoning(List<Content.Reasoning> thoughts) {
        String field = profile.reasoning().field();
        if (field == null || thoughts.isEmpty()) {
            return;
        }
        boolean asReceived = field.equals("*");
        String name = field;
        if (asReceived) {
            String received = thoughts.getFirst().field();
            name = received == null ? Names.REASONING_CONTENT : received;
        }
        StringBuilder text = new StringBuilder();
        Members payload = Members.NONE;
        for (Content.Reasoning thought : thoughts) {
            text.append(thought.text());
            for (var member : thought.payload().byName().entrySet()) {
                payload = payload.with(member.getKey(), member.getValue());
            }
        }
        if (name.equals(Names.REASONING_DETAILS)) {
            // Details are the host's own entries; text alone would not be one.
            RawJson details = payload.get(name);
            if (details != null) {
                out.name(name).raw(details);
            }
        } else if (!asReceived || payload.isEmpty() || !text.isEmpty()) {
            out.name(name).string(text.toString());
        }
        if (asReceived || name.equals(Names.REASONING_TEXT)) {
            members(payload.without(name));
        }
    }

    private void calls(List<Content> calls) {
        out.name("tool_calls").beginArray();
        for (Content part : calls) {
            if (part instanceof Content.ToolCall call) {
                out.beginObject();
                out.name("id").string(call.id());
                if (call.extra().get("type") == null) {
                    out.name("type").string("function");
                }
                out.name("function").beginObject();
                out.name("name").string(call.name());
                out.name("arguments").string(call.arguments().text());
                out.endObject();
                members(call.extra());
                out.endObject();
            } else if (part instanceof Content.Opaque opaque) {
                out.raw(opaque.json());
            }
        }
        out.endArray();
    }

    private void content(List<Content> parts, ContentForm form) {
        out.name("content");
        String single = form == ContentForm.PARTS ? null : single(parts);
        if (single != null) {
            out.string(single);
            return;
        }
        if (parts.isEmpty() && form == ContentForm.NULL) {
            out.nothing();
            return;
        }
        out.beginArray();
        for (Content part : parts) {
            part(part);
        }
        out.endArray();
    }

    /** The text when the parts are one plain text or nothing, else null. */
    private static @Nullable String single(List<Content> parts) {
        if (parts.isEmpty()) {
            return "";
        }
        return parts.size() == 1
                        && parts.getFirst() instanceof Content.Text(String text, Members extra)
                        && extra.isEmpty()
                ? text
                : null;
    }

    private void part(Content part) {
        switch (part) {
            case Content.Text(String text, Members extra) -> {
                out.beginObject().name("type").string("text").name("text").string(text);
                members(extra);
                out.endObject();
            }
            case Content.Refusal(String text) ->
                out.beginObject()
                        .name("type")
                        .string("refusal")
                        .name("refusal")
                        .string(text)
                        .endObject();
            case Content.Media media -> media(media);
            case Content.Opaque opaque -> out.raw(opaque.json());
            case Content.Reasoning reasoning -> {}
            case Content.ToolCall call -> {}
        }
    }

    private void media(Content.Media media) {
        out.beginObject();
        switch (media.kind()) {
            case IMAGE -> located("image_url", media);
            case VIDEO -> located("video_url", media);
            case AUDIO -> {
                String url = media.url();
                int comma = url.indexOf(BASE64);
                boolean data = url.startsWith(DATA_AUDIO) && comma > 0;
                out.name("type").string("input_audio").name("input_audio").beginObject();
                out.name("data").string(data ? url.substring(comma + BASE64.length()) : url);
                if (data) {
                    out.name("format").string(url.substring(DATA_AUDIO.length(), comma));
                }
                members(media.extra());
                out.endObject();
            }
            case FILE -> {
                boolean data = media.url().startsWith("data:");
                out.name("type").string("file").name("file").beginObject();
                out.name(data ? "file_data" : "file_url").string(media.url());
                members(media.extra());
                out.endObject();
            }
        }
        out.endObject();
    }

    private void located(String type, Content.Media media) {
        out.name("type").string(type).name(type).beginObject().name("url").string(media.url());
        members(media.extra());
        out.endObject();
    }

    private void members(Members members) {
        members.byName().forEach((String name, RawJson json) -> out.name(name).raw(json));
    }
}

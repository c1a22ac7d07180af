package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Message.ContentForm;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spells instructions and turns. Neighbours of one role become one turn, tool results stand first in theirs. What a client of this very
 * dialect wrote keeps its form; in anything else the blank texts go that the service refuses. Sources: Anthropic Messages reference (2026);
 * LibreChat-AI/agents pull request 124 for what is refused: empty texts anywhere, blank ones where nothing else is said.
 */
final class TurnWriter {
    private final ChatRequest request;
    private final boolean ownWords;
    private final BlockWriter blocks;
    private final JsonWriter out;

    /** A wire turn in the making. */
    private record Turn(String role, List<Message> messages) {
        static Turn of(Message message) {
            List<Message> messages = new ArrayList<>();
            messages.add(message);
            return new Turn(role(message), messages);
        }

        boolean takes(Message message) {
            return !role.equals("system")
                    && role.equals(role(message))
                    && message.extra().get(Names.OWN_TURN) == null;
        }

        private static String role(Message message) {
            return switch (message) {
                case Message.System system -> "system";
                case Message.Assistant assistant -> "assistant";
                case Message.User user -> "user";
                case Message.ToolResult result -> "user";
            };
        }
    }

    TurnWriter(ChatRequest request, JsonWriter out) {
        this.request = request;
        this.ownWords = Names.DIALECT.equals(request.dialect());
        this.blocks = new BlockWriter(out);
        this.out = out;
    }

    void write() {
        List<Message.System> instructions = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        for (Message message : request.messages()) {
            boolean between = ownWords && message.extra().get(Names.OWN_TURN) != null;
            if (message instanceof Message.System system && !between) {
                instructions.add(system);
            } else if (!turns.isEmpty() && turns.getLast().takes(message)) {
                turns.getLast().messages().add(message);
            } else {
                turns.add(Turn.of(message));
            }
        }
        instructions(instructions);
        out.name("messages").beginArray();
        for (int index = 0; index < turns.size(); index++) {
            turn(turns.get(index), index == turns.size() - 1);
        }
        out.endArray();
    }

    private void instructions(List<Message.System> systems) {
        List<Content> parts = new ArrayList<>();
        for (Message.System system : systems) {
            parts.addAll(spoken(marked(system), true));
        }
        boolean single = systems.size() == 1;
        if (parts.isEmpty() && !(single && ownWords)) {
            return;
        }
        out.name("system");
        content(parts, single ? systems.getFirst().form() : ContentForm.FREE);
    }

    private void turn(Turn turn, boolean last) {
        List<Content> said = new ArrayList<>();
        List<Message.ToolResult> results = new ArrayList<>();
        for (Message message : turn.messages()) {
            if (message instanceof Message.ToolResult result) {
                results.add(result);
            } else {
                said.addAll(marked(message));
            }
        }
        boolean assistant = turn.role().equals("assistant");
        said = spoken(said, assistant || !results.isEmpty());
        if (assistant && last) {
            trimEnd(said);
        }
        if (assistant && said.isEmpty() && !ownWords) {
            return;
        }
        out.beginObject().name("role").string(turn.role()).name(Names.CONTENT);
        if (results.isEmpty()) {
            content(
                    said,
                    turn.messages().size() == 1 ? turn.messages().getFirst().form() : ContentForm.FREE);
        } else {
            out.beginArray();
            for (Message.ToolResult result : results) {
                result(result);
            }
            said.forEach(blocks::write);
            out.endArray();
        }
        for (Message message : turn.messages()) {
            if (!(message instanceof Message.ToolResult)) {
                members(message);
            }
        }
        out.endObject();
    }

    private void result(Message.ToolResult result) {
        out.beginObject()
                .name(Names.TYPE)
                .string("tool_result")
                .name("tool_use_id")
                .string(result.callId());
        List<Content> parts = spoken(result.content(), true);
        switch (result.form()) {
            case ABSENT, NULL -> {
                if (!parts.isEmpty()) {
                    out.name(Names.CONTENT);
                    content(parts, ContentForm.FREE);
                } else if (result.form() == ContentForm.NULL) {
                    out.name(Names.CONTENT).nothing();
                }
            }
            case FREE, STRING, PARTS -> {
                out.name(Names.CONTENT);
                content(parts, result.form());
            }
        }
        members(result);
        out.endObject();
    }

    /** The parts; the mark of a client that marks whole messages for the cache goes to the last of them. */
    private List<Content> marked(Message message) {
        RawJson mark = ownWords ? null : message.extra().get(Names.CACHE_CONTROL);
        List<Content> parts = message.content();
        if (mark == null || parts.isEmpty() || !(parts.getLast() instanceof Content.Text(String text, var extra))) {
            return parts;
        }
        List<Content> marked = new ArrayList<>(parts);
        marked.set(marked.size() - 1, new Content.Text(text, extra.with(Names.CACHE_CONTROL, mark)));
        return marked;
    }

    /** The parts that are written; of a turn that must not be empty one blank text stays, for the host to judge. */
    private List<Content> spoken(List<Content> parts, boolean mayBeEmpty) {
        List<Content> kept = new ArrayList<>(parts.size());
        for (Content part : parts) {
            boolean blank = part instanceof Content.Text(String text, var extra) && text.isBlank();
            if ((!blank || ownWords) && !(part instanceof Content.Reasoning reasoning && isOther(reasoning))) {
                kept.add(part);
            }
        }
        return kept.isEmpty() && !mayBeEmpty ? new ArrayList<>(parts) : kept;
    }

    /** Whether the same host issued it in another dialect: then what it wants back has no place here. */
    private static boolean isOther(Content.Reasoning reasoning) {
        return !reasoning.payload().isEmpty()
                && reasoning.payload().get(Names.SIGNATURE) == null
                && reasoning.payload().get(Names.DATA) == null;
    }

    /** White space at the end of what the model is to go on with is refused. */
    private void trimEnd(List<Content> said) {
        if (!ownWords && !said.isEmpty() && said.getLast() instanceof Content.Text(String text, var extra)) {
            said.set(said.size() - 1, new Content.Text(text.stripTrailing(), extra));
        }
    }

    private void content(List<Content> parts, ContentForm form) {
        String single = form == ContentForm.PARTS ? null : single(parts);
        if (single != null) {
            out.string(single);
            return;
        }
        out.beginArray();
        parts.forEach(blocks::write);
        out.endArray();
    }

    /** The text when the parts are one plain text or nothing, else null. */
    private static @Nullable String single(List<Content> parts) {
        if (parts.isEmpty()) {
            return "";
        }
        return parts.size() == 1 && parts.getFirst() instanceof Content.Text(String text, var extra) && extra.isEmpty()
                ? text
                : null;
    }

    /** Names of speakers are of other dialects, and refused here. */
    private void members(Message message) {
        boolean block = message instanceof Message.ToolResult;
        message.extra().byName().forEach((String name, RawJson json) -> {
            boolean ofBlock = name.equals(Names.CACHE_CONTROL) && !block;
            if (!name.equals(Names.OWN_TURN) && !name.equals("name") && !ofBlock) {
                out.name(name).raw(json);
            }
        });
    }
}

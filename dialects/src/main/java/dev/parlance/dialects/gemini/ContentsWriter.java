package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the conversation as {@code contents}. All results of a turn stand in one user content, in the order of their calls where those
 * went without ids. Used once.
 */
final class ContentsWriter {
    private final JsonWriter out;
    private final PartWriter parts;
    private final CallNames calls = new CallNames();

    ContentsWriter(JsonWriter out) {
        this.out = out;
        this.parts = new PartWriter(out);
    }

    void write(List<Message> messages) {
        for (int index = 0; index < messages.size(); index++) {
            switch (messages.get(index)) {
                case Message.System system -> {}
                case Message.User user -> {
                    begin("user", user.extra());
                    parts.write(user.content());
                    end();
                }
                case Message.Assistant assistant -> assistant(assistant);
                case Message.ToolResult first -> {
                    RawJson role = first.extra().get("role");
                    begin("user", role == null ? Members.NONE : Members.of("role", role));
                    List<Message.ToolResult> results = results(messages, index);
                    index += results.size() - 1;
                    results(results);
                    if (index + 1 < messages.size()
                            && messages.get(index + 1) instanceof Message.User user
                            && isMarked(user.extra().get(Names.BORDER), Names.CONTINUES)) {
                        parts.write(user.content());
                        index++;
                    }
                    end();
                }
            }
        }
    }

    private static List<Message.ToolResult> results(List<Message> messages, int from) {
        List<Message.ToolResult> results = new ArrayList<>();
        for (Message message : messages.subList(from, messages.size())) {
            if (!(message instanceof Message.ToolResult result)) {
                break;
            }
            results.add(result);
        }
        return results;
    }

    private void results(List<Message.ToolResult> results) {
        List<CallNames.Answer> answers = new ArrayList<>(results.size());
        for (Message.ToolResult result : results) {
            answers.add(calls.answer(result));
        }
        // Without ids the host pairs by order.
        if (answers.stream()
                .anyMatch(answer -> !CallNames.isSent(answer.result().callId()))) {
            answers.sort(Comparator.comparingInt(CallNames.Answer::place));
        }
        for (CallNames.Answer answer : answers) {
            ToolResultWriter.write(answer, out);
        }
    }

    private void assistant(Message.Assistant turn) {
        calls.called(turn);
        List<Content> content = turn.content();
        int from = 0;
        for (int index = 1; index < content.size(); index++) {
            if (begins(content.get(index))) {
                int border = index;
                while (border > from && content.get(border - 1) instanceof Content.Reasoning) {
                    border--;
                }
                if (border > from) {
                    model(turn, content.subList(from, border));
                    from = border;
                }
            }
        }
        model(turn, content.subList(from, content.size()));
    }

    private static boolean begins(Content part) {
        return switch (part) {
            case Content.ToolCall call -> isMarked(call.extra().get(Names.BORDER), Names.BEGINS);
            case Content.Text text -> isMarked(text.extra().get(Names.BORDER), Names.BEGINS);
            default -> false;
        };
    }

    private void model(Message.Assistant turn, List<Content> content) {
        begin("model", turn.extra());
        parts.write(content);
        end();
    }

    private void begin(String role, Members extra) {
        RawJson own = extra.get("role");
        out.beginObject().name("role");
        if (own == null) {
            out.string(role);
        } else {
            out.raw(own);
        }
        PartWriter.members(extra.without("role"), out);
        out.name("parts").beginArray();
    }

    private void end() {
        out.endArray().endObject();
    }

    static boolean isMarked(@Nullable RawJson mark, String word) {
        return mark != null && mark.valueOrNull() instanceof JsonString(String text) && text.equals(word);
    }
}

package dev.parlance.sandbox.anthropic;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.anthropic.Turn.Block;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages: two roles, the user first, no empty content, no blank at the end of what the assistant is to go on with. */
final class MessageRules {
    private static final Set<String> MEMBERS = Set.of("role", "content");

    private MessageRules() {}

    static void check(MessagesBody body) {
        List<JsonValue> messages = body.members().elements("messages");
        for (int index = 0; index < messages.size(); index++) {
            if (!(messages.get(index) instanceof JsonObject message)) {
                throw Complaint.invalid("messages." + index + ": Input should be a valid dictionary");
            }
            BodyRules.only(message, MEMBERS, "messages." + index);
            role(message.text("role"), index, body);
            content(message, index, index == messages.size() - 1);
        }
        List<Turn> turns = body.turns();
        if (turns.getFirst().assistant()) {
            throw Complaint.invalid("messages: first message must use the \"user\" role");
        }
        for (Turn turn : turns) {
            turn.blocks().forEach(block -> BlockRules.check(block, turn.assistant()));
        }
        prefill(turns.getLast());
    }

    private static void role(@Nullable String role, int index, MessagesBody body) {
        if (role == null) {
            throw Complaint.missing("messages." + index + ".role");
        }
        if (role.equals("system") && !body.beta("system")) {
            throw Complaint.invalid(
                    "messages: Unexpected role \"system\". The Messages API accepts a top-level `system`"
                            + " parameter, not \"system\" as an input message role.");
        }
        if (!role.equals("user") && !role.equals("assistant") && !role.equals("system")) {
            throw Complaint.invalid("messages." + index + ".role: Input should be 'user' or 'assistant'");
        }
    }

    private static void content(JsonObject message, int index, boolean last) {
        boolean empty = switch (ChatBody.present(message.get("content"))) {
            case null -> throw Complaint.missing("messages." + index + ".content");
            case JsonString(String text) -> text.isEmpty();
            case JsonArray(List<JsonValue> blocks) -> blocks.isEmpty();
            case JsonValue other ->
                throw Complaint.invalid("messages." + index + ".content: Input should be a valid list");
        };
        if (empty && !(last && "assistant".equals(message.text("role")))) {
            throw Complaint.invalid("messages." + index
                    + ": all messages must have non-empty content except for the optional final assistant message");
        }
    }

    private static void prefill(Turn last) {
        if (!last.assistant() || last.blocks().isEmpty()) {
            return;
        }
        Block block = last.blocks().getLast();
        String text = block.is("text") ? block.text("text") : "";
        if (!text.equals(text.stripTrailing())) {
            throw Complaint.invalid("messages: final assistant content cannot end with trailing whitespace");
        }
    }
}

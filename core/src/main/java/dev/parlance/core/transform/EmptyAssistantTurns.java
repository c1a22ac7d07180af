package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Leaves out assistant turns that carry nothing. Moonshot refuses them ({@code the message at position N with role 'assistant' must not be
 * empty}), and since the history is sent again with every request, one of them would block a conversation for good (recorded in
 * MoonshotAI/kimi-code change 1968).
 */
final class EmptyAssistantTurns {
    private EmptyAssistantTurns() {}

    static Conversation drop(Conversation conversation) {
        List<Message> messages = conversation.request().messages();
        List<JsonValue> places = new ArrayList<>();
        List<Message> kept = new ArrayList<>(messages.size());
        for (int index = 0; index < messages.size(); index++) {
            Message message = messages.get(index);
            if (message instanceof Message.Assistant assistant && isEmpty(assistant)) {
                places.add(JsonValue.of(index));
            } else {
                kept.add(message);
            }
        }
        if (places.isEmpty()) {
            return conversation;
        }
        conversation
                .log()
                .add(Adjustment.of(
                                "messages",
                                Adjustment.Kind.REPAIRED,
                                new JsonValue.JsonArray(places),
                                null,
                                conversation.profile().source("transforms/" + Transform.DROP_EMPTY_ASSISTANT.label()))
                        .because("Assistant messages without text, calls or reasoning were left out (" + places.size()
                                + "): the host refuses the whole request because of one."));
        return conversation.with(
                conversation.request().toBuilder().messages(kept).build());
    }

    private static boolean isEmpty(Message.Assistant message) {
        return message.content().stream().noneMatch(EmptyAssistantTurns::carries)
                && message.extra().byName().entrySet().stream().noneMatch(EmptyAssistantTurns::carries);
    }

    private static boolean carries(Content part) {
        return switch (part) {
            case Content.Text text -> !text.text().isEmpty();
            case Content.Refusal refusal -> !refusal.text().isEmpty();
            case Content.Reasoning reasoning ->
                !reasoning.text().isEmpty() || !reasoning.payload().isEmpty();
            case Content.ToolCall call -> true;
            case Content.Media media -> true;
            case Content.Opaque opaque -> true;
        };
    }

    /** A name says who speaks, not what; other members may, such as the partial mark of a prefix or a reference to earlier audio. */
    private static boolean carries(Map.Entry<String, RawJson> member) {
        return !member.getKey().equals("name") && says(member.getValue());
    }

    private static boolean says(RawJson json) {
        try {
            return switch (json.value()) {
                case JsonValue.JsonNull nothing -> false;
                case JsonValue.JsonBoolean truth -> truth.value();
                case JsonValue.JsonString text -> !text.text().isEmpty();
                case JsonValue.JsonArray array -> !array.elements().isEmpty();
                case JsonValue.JsonObject object -> !object.members().isEmpty();
                case JsonValue.JsonNumber number -> true;
            };
        } catch (MalformedJson notJson) {
            return true;
        }
    }
}

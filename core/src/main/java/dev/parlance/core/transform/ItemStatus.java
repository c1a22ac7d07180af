package dev.parlance.core.transform;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.List;

/**
 * Leaves out the status that items of Responses carry in answers and that some hosts refuse in requests. Clients hand it back unread; it asks
 * for nothing, so nothing is reported.
 */
final class ItemStatus {
    private static final String STATUS = "status";
    private static final String ITEM = "item";

    private ItemStatus() {}

    static Conversation drop(Conversation conversation) {
        return conversation.mapMessages(message -> {
            if (!(message instanceof Message.Assistant)) {
                return List.of(message);
            }
            List<Content> content =
                    message.content().stream().map(ItemStatus::without).toList();
            return List.of(content.equals(message.content()) ? message : message.withContent(content));
        });
    }

    private static Content without(Content part) {
        return switch (part) {
            case Content.Text(String text, Members extra) -> new Content.Text(text, without(extra));
            case Content.ToolCall(String id, String name, RawJson arguments, Members extra) ->
                new Content.ToolCall(id, name, arguments, without(extra));
            case Content.Reasoning reasoning -> reasoning;
            case Content.Media media -> media;
            case Content.Refusal refusal -> refusal;
            case Content.Opaque opaque -> opaque;
        };
    }

    private static Members without(Members extra) {
        RawJson item = extra.get(ITEM);
        JsonObject members = item == null ? null : item.objectOrNull();
        Members kept = members == null || members.get(STATUS) == null
                ? extra
                : extra.with(ITEM, RawJson.of(members.without(STATUS)));
        return kept.without(STATUS);
    }
}

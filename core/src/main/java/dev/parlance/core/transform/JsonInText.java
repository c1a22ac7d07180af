package dev.parlance.core.transform;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * For hosts whose JSON mode knows no schema and wants the word in the prompt: the schema that was asked for, or the bare wish, is said in a
 * system message.
 *
 * <p>Source: DeepSeek's API documentation, JSON output; vercel/ai, packages/deepseek, does the same.
 */
final class JsonInText {
    private JsonInText() {}

    static Conversation say(Conversation conversation) {
        if (!(conversation.settlement().responseFormat() instanceof ResponseFormat.JsonObject)) {
            return conversation;
        }
        ChatRequest request = conversation.request();
        String words;
        RawJson schema = request.responseFormat() instanceof ResponseFormat.JsonSchema asked ? asked.schema() : null;
        if (schema != null) {
            words = "Answer with a JSON object that fits this JSON schema: " + schema.text();
        } else if (saysJson(request)) {
            return conversation;
        } else {
            words = "Answer with a JSON object.";
        }
        List<Message> messages = new ArrayList<>(request.messages());
        int place = 0;
        while (place < messages.size() && messages.get(place) instanceof Message.System) {
            place++;
        }
        messages.add(
                place,
                new Message.System(false, List.of(new Content.Text(words)), Message.ContentForm.FREE, Members.NONE));
        conversation
                .log()
                .add(Adjustment.of(
                        "response-format",
                        Adjustment.Kind.REPAIRED,
                        null,
                        JsonValue.of(words),
                        conversation.profile().source("transforms/" + Transform.JSON_IN_TEXT.label())));
        return conversation.with(request.toBuilder().messages(messages).build());
    }

    private static boolean saysJson(ChatRequest request) {
        return request.messages().stream()
                .flatMap(message -> message.content().stream())
                .anyMatch(part -> part instanceof Content.Text(String text, Members extra)
                        && text.toLowerCase(Locale.ROOT).contains("json"));
    }
}

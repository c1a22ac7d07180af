package dev.parlance.sandbox.chat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rough count of tokens: four ASCII characters are one token, every other character is one, a picture is a fixed number. */
public final class TokenEstimate {
    private static final int MESSAGE_OVERHEAD = 4;
    private static final int PICTURE = 256;

    private TokenEstimate() {}

    /** The tokens of a text. */
    public static long of(String text) {
        long ascii = text.codePoints().filter(point -> point < 128).count();
        return (ascii + 3) / 4 + text.codePoints().filter(point -> point >= 128).count();
    }

    /** The tokens of a request's messages and tools. */
    public static long of(ChatBody body) {
        long tools = body.tools().isEmpty() ? 0 : of(Json.text(new JsonArray(List.copyOf(body.tools()))));
        return messages(body.messages()) + tools;
    }

    /** The tokens of messages. */
    public static long messages(List<JsonObject> messages) {
        long sum = 0;
        for (JsonObject message : messages) {
            sum += MESSAGE_OVERHEAD + content(message.get("content")) + content(message.get("reasoning_content"));
            sum += message.elements("tool_calls").isEmpty()
                    ? 0
                    : of(Json.text(new JsonArray(message.elements("tool_calls"))));
        }
        return sum;
    }

    private static long content(@Nullable JsonValue content) {
        return switch (content) {
            case JsonString(String text) -> of(text);
            case JsonArray(List<JsonValue> parts) ->
                parts.stream().mapToLong(TokenEstimate::part).sum();
            case null, default -> 0;
        };
    }

    private static long part(JsonValue part) {
        return part instanceof JsonObject object && object.get("text") instanceof JsonString(String text)
                ? of(text)
                : PICTURE;
    }
}

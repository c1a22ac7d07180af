package dev.parlance.benchmarks.load;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a translated answer as a client of Anthropic's Messages does. */
final class MessagesAnswer {
    private MessagesAnswer() {}

    /** Throws when it does not say what the upstream said; gives what is wrong with the usage it reports. */
    static Optional<String> check(String text, boolean streamed) throws IOException {
        return streamed ? stream(text) : plain(text);
    }

    private static Optional<String> plain(String text) throws IOException {
        JsonObject message = (JsonObject) Json.parse(text);
        StringBuilder said = new StringBuilder();
        for (JsonValue block : message.elements("content")) {
            said.append(block instanceof JsonObject part ? Objects.toString(part.text("text"), "") : "");
        }
        ChatAnswer.require("text", said.toString(), ConstantAnswer.WORD.repeat(ConstantAnswer.PLAIN_WORDS));
        ChatAnswer.require("stop_reason", message.text("stop_reason"), "end_turn");
        return outputTokens(message);
    }

    private static Optional<String> stream(String text) throws IOException {
        int words = 0;
        String stop = null;
        String last = "";
        JsonObject end = JsonValue.object();
        for (String event : text.split("\n\n", -1)) {
            int data = event.indexOf("data: {");
            if (data < 0) {
                continue;
            }
            JsonObject chunk = (JsonObject) Json.parse(event.substring(data + "data: ".length()));
            last = Objects.toString(chunk.text("type"), "");
            JsonObject delta = chunk.object("delta");
            words += delta != null && ConstantAnswer.WORD.equals(delta.text("text")) ? 1 : 0;
            if (delta != null && delta.text("stop_reason") != null) {
                stop = delta.text("stop_reason");
                end = chunk;
            }
        }
        ChatAnswer.require("number of events with text", words, ConstantAnswer.TEXT_CHUNKS);
        ChatAnswer.require("stop_reason", stop, "end_turn");
        ChatAnswer.require("last event", last, "message_stop");
        return outputTokens(end);
    }

    private static Optional<String> outputTokens(JsonObject message) {
        JsonObject usage = message.object("usage");
        @Nullable JsonValue tokens = usage == null ? null : usage.get("output_tokens");
        return ChatAnswer.difference("output_tokens", tokens, JsonValue.of(ConstantAnswer.TEXT_CHUNKS));
    }
}

package dev.parlance.sandbox.compatible;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.sandbox.chat.ChatBody;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Log probabilities of the visible tokens: all alike, and each token the only candidate. */
final class LogProbabilities {
    private static final double ALWAYS = -0.125;

    private LogProbabilities() {}

    static JsonValue of(List<String> tokens, ChatBody body) {
        boolean asked = body.value("logprobs") instanceof JsonBoolean(boolean on) && on;
        if (!asked || tokens.isEmpty()) {
            return JsonNull.NULL;
        }
        Long candidates = body.wholeNumber("top_logprobs");
        List<JsonValue> content = new ArrayList<>();
        for (String token : tokens) {
            var candidate = object(
                    member("token", token), member("logprob", JsonValue.of(ALWAYS)), member("bytes", bytes(token)));
            content.add(candidate.with(
                    "top_logprobs",
                    candidates == null || candidates < 1 ? JsonValue.array() : JsonValue.array(candidate)));
        }
        return object("content", new JsonArray(content));
    }

    private static JsonArray bytes(String token) {
        List<JsonValue> bytes = new ArrayList<>();
        for (byte each : token.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(JsonValue.of(each & 0xff));
        }
        return new JsonArray(bytes);
    }
}

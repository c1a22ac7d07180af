package dev.parlance.sandbox.chat;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Log probabilities, token by token: all tokens are equally likely, and each is its own best candidate. */
public final class TokenLogprobs {
    private static final double ALWAYS = -0.125;

    private TokenLogprobs() {}

    /** Whether the request asks for them. */
    public static boolean asked(ChatBody body) {
        return body.value("logprobs") instanceof JsonBoolean(boolean on) && on;
    }

    /** The entries for these tokens, in order. */
    public static JsonArray of(List<String> tokens, ChatBody body) {
        Long candidates = body.wholeNumber("top_logprobs");
        List<JsonValue> entries = new ArrayList<>();
        for (String token : tokens) {
            JsonObject entry = object(
                    member("token", token), member("logprob", JsonValue.of(ALWAYS)), member("bytes", bytes(token)));
            entries.add(entry.with(
                    "top_logprobs", candidates == null || candidates < 1 ? JsonValue.array() : JsonValue.array(entry)));
        }
        return new JsonArray(entries);
    }

    private static JsonArray bytes(String token) {
        List<JsonValue> bytes = new ArrayList<>();
        for (byte each : token.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(JsonValue.of(each & 0xff));
        }
        return new JsonArray(bytes);
    }
}

package dev.parlance.sandbox.gemini;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** How sure the model was of each token: of a given one, always the same. They stand in the candidate, beside its content. */
record Probabilities(boolean asked) {
    private static final double ALWAYS = -0.125;
    private static final int TOKEN_ID = 7;

    static Probabilities asked(GeminiBody body) {
        return new Probabilities(body.config().get("responseLogprobs") instanceof JsonBoolean(boolean on) && on);
    }

    /** The candidate with what is known of these tokens, if it was asked and there are any. */
    JsonObject of(List<String> tokens, JsonObject candidate) {
        if (!asked || tokens.isEmpty()) {
            return candidate;
        }
        List<JsonValue> chosen = new ArrayList<>();
        List<JsonValue> likeliest = new ArrayList<>();
        for (String token : tokens) {
            JsonObject one = object(
                    member("token", token),
                    member("tokenId", TOKEN_ID),
                    member("logProbability", JsonValue.of(ALWAYS)));
            chosen.add(one);
            likeliest.add(object("candidates", JsonValue.array(one)));
        }
        return candidate.with(
                "logprobsResult",
                object(
                        member("topCandidates", new JsonArray(likeliest)),
                        member("chosenCandidates", new JsonArray(chosen))));
    }
}

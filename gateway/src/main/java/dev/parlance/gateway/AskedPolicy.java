package dev.parlance.gateway;

import dev.parlance.core.catalog.Policy;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** What a client asks of the gateway itself, by headers, for no dialect has words for it. */
final class AskedPolicy {
    private AskedPolicy() {}

    /** @throws ParlanceException.InvalidRequest when a permission is none that there is */
    static Policy of(HttpServerRequest request) {
        Policy policy = "true".equalsIgnoreCase(request.getHeader("x-parlance-strict")) ? Policy.STRICT : Policy.ADAPT;
        String allowed = request.getHeader("x-parlance-allow");
        if (allowed == null) {
            return policy;
        }
        for (String word : allowed.split(",", -1)) {
            policy = switch (word.strip().toLowerCase(Locale.ROOT)) {
                case "reasoning-as-text" -> policy.withForeignReasoningAsText();
                case "tool-result-repair" -> policy.withRepairedToolResults();
                case "text-tool-calls" -> policy.withTextCallsRecovered();
                case "" -> policy;
                default ->
                    throw new ParlanceException.InvalidRequest(Failure.of(
                            "The header x-parlance-allow holds \"" + word.strip() + "\", which is no such permission",
                            "Known: reasoning-as-text, tool-result-repair, text-tool-calls."));
            };
        }
        return policy;
    }
}

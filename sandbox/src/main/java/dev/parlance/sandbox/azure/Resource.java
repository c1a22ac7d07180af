package dev.parlance.sandbox.azure;

import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One resource: what is deployed on it.
 *
 * @param host the name of the host that stands for it
 * @param names what it lists
 * @param deployments what stands behind a name, null when nobody deployed that
 */
record Resource(String host, List<String> names, Function<String, @Nullable Deployment> deployments) {
    Resource {
        names = List.copyOf(names);
    }

    /**
     * What stands behind the name.
     *
     * @throws Refusal when nobody deployed that
     */
    Deployment deployment(String name) {
        Deployment deployment = deployments.apply(name);
        if (deployment == null) {
            throw new Refusal(AzureErrors.noDeployment());
        }
        return deployment;
    }

    /** The answer with the headers that every answer of a resource has. */
    static SandboxAnswer answer(SandboxRequest request, Supplier<SandboxAnswer> route) {
        SandboxAnswer answer;
        try {
            answer = route.get();
        } catch (Refusal refusal) {
            answer = refusal.answer();
        }
        return answer.withHeaders(headers(Digest.of(request)));
    }

    /** The headers that every answer of a resource has; the resets are plain numbers. */
    static Map<String, String> headers(Digest digest) {
        return Map.of(
                "apim-request-id", digest.uuid("apim"),
                "x-ms-region", "West Europe",
                "x-ratelimit-limit-requests", "50",
                "x-ratelimit-limit-tokens", "50000",
                "x-ratelimit-remaining-requests", "49",
                "x-ratelimit-remaining-tokens", "49990",
                "x-ratelimit-reset-requests", "1",
                "x-ratelimit-reset-tokens", "0");
    }
}

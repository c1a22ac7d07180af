package dev.parlance.sandbox.azure;

import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxRequest;

/** Keys and tokens: a key has a header of its own, a token is a bearer; the v1 route takes a key as bearer too. */
final class AzureKeys {
    private AzureKeys() {}

    /** On the OpenAI routes a key and a token exclude each other. */
    static void one(SandboxRequest request) {
        String key = request.header("api-key");
        if (key != null && request.header("authorization") != null) {
            throw new Refusal(AzureErrors.badKey());
        }
        if (key != null) {
            good(key);
            return;
        }
        String token = request.bearerKey();
        if (token != null && token.startsWith("bad")) {
            throw new Refusal(AzureErrors.badToken());
        }
        good(token == null ? "" : token);
    }

    /** The old inference route and MAI take both at once: their own clients send both. */
    static void any(SandboxRequest request) {
        String key = request.header("api-key");
        String authorization = request.header("authorization");
        String bearer = request.bearerKey();
        good(key != null ? key : bearer != null ? bearer : authorization == null ? "" : authorization);
    }

    /** Claude's route takes Anthropic's header beside Azure's two. */
    static void anthropic(SandboxRequest request) {
        String key = request.header("x-api-key");
        if (key == null) {
            one(request);
        } else {
            good(key);
        }
    }

    private static void good(String key) {
        if (key.isBlank() || key.startsWith("bad")) {
            throw new Refusal(AzureErrors.badKey());
        }
    }
}

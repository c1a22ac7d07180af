package dev.parlance.sandbox.anthropic;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxHost;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Anthropic's own API, base URL {@code https://api.anthropic.com}, which some clients keep with {@code /v1}. */
public final class AnthropicHost implements SandboxHost {
    private static final Map<String, String> HEADERS = Map.of(
            "anthropic-ratelimit-requests-limit", "10000",
            "anthropic-ratelimit-requests-remaining", "9999",
            "anthropic-ratelimit-requests-reset", "2026-08-02T17:44:23Z",
            "anthropic-ratelimit-tokens-limit", "12000000",
            "anthropic-ratelimit-tokens-remaining", "11992000",
            "anthropic-ratelimit-tokens-reset", "2026-08-02T17:44:25Z");

    private final MessagesRoute messages = MessagesRoute.official();

    /** The host. */
    public AnthropicHost() {}

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public List<String> models() {
        return ClaudeModels.ids();
    }

    @Override
    public SandboxAnswer answer(SandboxRequest request) {
        Digest digest = Digest.of(request);
        SandboxAnswer answer;
        try {
            authenticate(request);
            answer = routed(request, digest);
        } catch (Complaint complaint) {
            answer = MessagesErrors.answer(digest, complaint);
        }
        return answer.status() == 200 ? answer.withHeaders(HEADERS) : answer;
    }

    private SandboxAnswer routed(SandboxRequest request, Digest digest) {
        SandboxAnswer spoken = messages.answer(request);
        if (spoken != null) {
            return spoken;
        }
        String path = request.path().startsWith("/v1/") ? request.path().substring(3) : request.path();
        boolean known = path.equals("/models") || path.startsWith("/messages") || path.startsWith("/models/");
        if (known && !request.method().equals(path.startsWith("/messages") ? "POST" : "GET")) {
            throw new Complaint(405, Complaint.INVALID, "Method Not Allowed");
        }
        JsonObject body = path.startsWith("/models") ? listed(path) : null;
        if (body == null) {
            throw new Complaint(404, "not_found_error", "Not Found");
        }
        return SandboxAnswer.json(200, body).withHeader("request-id", MessagesErrors.requestId(digest));
    }

    /** Keys stand in a header of their own, tokens of a login in the bearer header. */
    private static void authenticate(SandboxRequest request) {
        String key = request.header("x-api-key");
        String token = request.bearerKey();
        if (key == null && token == null) {
            throw unauthenticated("x-api-key header is required");
        }
        if (key != null && (key.isBlank() || key.startsWith("bad"))) {
            throw unauthenticated("invalid x-api-key");
        }
        if (key == null && token != null && token.startsWith("bad")) {
            throw unauthenticated("Invalid bearer token");
        }
    }

    private static Complaint unauthenticated(String text) {
        return new Complaint(401, "authentication_error", text);
    }

    private static JsonObject listed(String path) {
        if (path.equals("/models")) {
            List<JsonValue> models = new ArrayList<>();
            ClaudeModels.ids().forEach(id -> models.add(model(id)));
            return object(
                    member("data", new JsonArray(models)),
                    member("has_more", false),
                    member("first_id", ClaudeModels.ids().getFirst()),
                    member("last_id", ClaudeModels.ids().getLast()));
        }
        ClaudeModel model = ClaudeModels.find(path.substring("/models/".length()));
        if (model == null) {
            throw new Complaint(404, "not_found_error", "model: " + path.substring("/models/".length()));
        }
        return model(model.snapshot());
    }

    private static JsonObject model(String id) {
        return object(
                member("type", "model"),
                member("id", id),
                member("display_name", id.replace('-', ' ')),
                member("created_at", "2026-01-01T00:00:00Z"));
    }
}

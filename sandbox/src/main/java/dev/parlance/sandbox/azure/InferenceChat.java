package dev.parlance.sandbox.azure;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.openai.OpenAiErrors;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The old inference route of Foundry, {@code /models/chat/completions}. What goes beyond its own fields is governed by a header (Azure's
 * inference client for Java); without the header the fields of the v1 route are taken, as recorded with crmne/ruby_llm.
 */
final class InferenceChat extends AzureChat {
    private static final String EXTRAS = "extra-parameters";
    private static final Set<String> VERSIONS = Set.of("2024-05-01-preview", "2024-08-01-preview");
    private static final Set<String> OWN = Set.of(
            "messages",
            "model",
            "max_tokens",
            "temperature",
            "top_p",
            "stop",
            "presence_penalty",
            "frequency_penalty",
            "stream",
            "seed",
            "response_format",
            "tools",
            "tool_choice");

    InferenceChat(Resource resource) {
        super(resource);
    }

    /** A version of another route is not there, and the route has no better word for it (agentjido/req_llm#411). */
    @Override
    protected void authenticate(SandboxRequest request) {
        AzureKeys.any(request);
        String version = ApiVersion.asked(request.query());
        if (version == null) {
            throw new Refusal(AzureErrors.unknownPath());
        }
        if (!VERSIONS.contains(version)) {
            throw new Refusal(AzureErrors.noSuchVersion());
        }
    }

    @Override
    protected void check(SandboxRequest request, ChatBody body) {
        if ("error".equals(request.header(EXTRAS))) {
            for (String name : body.members().members().keySet()) {
                if (!OWN.contains(name)) {
                    throw OpenAiErrors.invalid(
                            "Unrecognized request argument supplied: " + name, null, "unrecognized_request_argument");
                }
            }
        }
        super.check(request, body);
    }

    /** The request as the route understands it: without what its header tells to drop. */
    static SandboxRequest understood(SandboxRequest request) {
        if (!"drop".equals(request.header(EXTRAS))) {
            return request;
        }
        try {
            return Json.parse(request.body()) instanceof JsonObject members
                    ? new SandboxRequest(
                            request.method(),
                            request.path(),
                            request.query(),
                            request.headers(),
                            Json.text(own(members)).getBytes(StandardCharsets.UTF_8))
                    : request;
        } catch (MalformedJson refusedLater) {
            return request;
        }
    }

    private static JsonObject own(JsonObject members) {
        Map<String, JsonValue> kept = new LinkedHashMap<>(members.members());
        kept.keySet().retainAll(OWN);
        return new JsonObject(kept);
    }
}

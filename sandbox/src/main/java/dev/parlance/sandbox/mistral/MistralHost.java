package dev.parlance.sandbox.mistral;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.CallIds;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.ChatHost;
import dev.parlance.sandbox.chat.EventStream;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.SimulatedModel;
import dev.parlance.sandbox.compatible.CompatibleWire;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Mistral, base URL {@code https://api.mistral.ai/v1}. */
public final class MistralHost extends ChatHost {
    /** The host. */
    public MistralHost() {}

    @Override
    public String name() {
        return "mistral";
    }

    @Override
    public List<String> models() {
        return MistralModel.LISTED;
    }

    @Override
    protected List<String> prefixes() {
        return List.of("/v1");
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        return SandboxAnswer.json(404, object("message", "no Route matched with those values"));
    }

    @Override
    protected void authenticate(SandboxRequest request) {
        String key = request.bearerKey();
        if (key == null || key.startsWith("bad")) {
            throw new Refusal(MistralErrors.badKey());
        }
    }

    @Override
    protected SandboxAnswer unreadable(String reason) {
        return MistralErrors.validation("json_invalid", "JSON decode error: " + reason, JsonObject.EMPTY)
                .answer();
    }

    @Override
    protected JsonValue modelList() {
        List<JsonValue> models = new ArrayList<>();
        for (String id : MistralModel.LISTED) {
            models.add(object(
                    member("id", id),
                    member("object", "model"),
                    member("created", CompatibleWire.CREATED),
                    member("owned_by", "mistralai")));
        }
        return object(member("object", "list"), member("data", new JsonArray(models)));
    }

    @Override
    protected void check(SandboxRequest request, ChatBody body) {
        MistralRules.check(body, model(body));
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        return MistralErrors.status(status, detail, body.model());
    }

    @Override
    protected SandboxAnswer speak(ChatBody asked, Faults faults, Digest digest) {
        MistralModel model = model(asked);
        ChatBody body = understood(asked);
        Reply reply = SimulatedModel.reply(body, model.thinks(body), callIds(model, digest), faults);
        MistralWire wire = new MistralWire(body, reply, model, digest);
        return body.stream()
                ? EventStream.of(wire.chunks(), MistralErrors.inBand(), faults)
                : SandboxAnswer.json(200, wire.plain());
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Map.of(
                "mistral-correlation-id", digest.uuid("request"),
                "x-kong-request-id", digest.uuid("request"),
                "x-ratelimit-limit-req-minute", "100",
                "x-ratelimit-limit-tokens-minute", "100000",
                "x-ratelimit-remaining-req-minute", "99",
                "x-ratelimit-remaining-tokens-minute", "97856");
    }

    private static CallIds callIds(MistralModel model, Digest digest) {
        return model.guest()
                ? (name, position) -> "chatcmpl-tool-" + digest.hex("call" + position, 16)
                : (name, position) -> digest.letters("call" + position, 9);
    }

    /** The request in the words of the dialect's origin: {@code any} is its {@code required}; without parallel calls the first tool counts. */
    private static ChatBody understood(ChatBody body) {
        JsonObject members = body.members().without("max_completion_tokens");
        if ("any".equals(body.toolChoice())) {
            members = members.with("tool_choice", JsonValue.of("required"));
        }
        boolean single = body.value("parallel_tool_calls") instanceof JsonBoolean(boolean parallel) && !parallel;
        if (single && body.demandedTool() == null && !body.tools().isEmpty()) {
            members = members.with("tools", JsonValue.array(body.tools().getFirst()));
        }
        return new ChatBody(members);
    }

    private static MistralModel model(ChatBody body) {
        MistralModel model = MistralModel.find(body.model());
        if (model == null) {
            throw new Refusal(MistralErrors.notFound(body.model()));
        }
        return model;
    }
}

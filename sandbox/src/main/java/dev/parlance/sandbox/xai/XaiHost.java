package dev.parlance.sandbox.xai;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.ChatHost;
import dev.parlance.sandbox.chat.EventStream;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.SimulatedModel;
import dev.parlance.sandbox.chat.Turns;
import dev.parlance.sandbox.chat.Turns.Problem;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.responses.ResponsesApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** xAI's Chat Completions, base URL {@code https://api.x.ai/v1}. */
public final class XaiHost extends ChatHost {
    private final ResponsesApi responses = new ResponsesApi(new XaiResponses(this));

    /** The host. */
    public XaiHost() {}

    @Override
    public String name() {
        return "xai";
    }

    @Override
    public List<String> models() {
        return GrokModels.ids();
    }

    @Override
    protected List<String> prefixes() {
        return List.of("/v1");
    }

    @Override
    protected @Nullable SandboxAnswer elsewhere(SandboxRequest request) {
        return ResponsesApi.serves(request) ? responses.answer(request) : null;
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        return XaiErrors.unknownRoute();
    }

    @Override
    protected void authenticate(SandboxRequest request) {
        String key = request.bearerKey();
        if (key == null) {
            throw new Refusal(XaiErrors.noKey());
        }
        if (key.startsWith("bad")) {
            throw new Refusal(XaiErrors.badKey());
        }
    }

    @Override
    protected SandboxAnswer unreadable(String reason) {
        return XaiErrors.invalidAnswer("Failed to parse the request body as JSON: " + reason);
    }

    @Override
    protected JsonValue modelList() {
        List<JsonValue> models = new ArrayList<>();
        for (String id : GrokModels.ids()) {
            models.add(object(
                    member("id", id),
                    member("created", 1_785_880_000),
                    member("object", "model"),
                    member("owned_by", "xai")));
        }
        return object(member("data", new JsonArray(models)), member("object", "list"));
    }

    @Override
    protected void check(SandboxRequest request, ChatBody body) {
        ParameterRules.check(body, model(body));
        Problem problem = Turns.problem(body);
        if (problem != null) {
            throw XaiErrors.invalid(problem);
        }
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        return XaiErrors.status(status, detail, model(body));
    }

    @Override
    protected SandboxAnswer speak(ChatBody body, Faults faults, Digest digest) {
        GrokModel model = model(body);
        Reply reply = SimulatedModel.reply(
                body,
                model.thinks(body),
                (name, position) -> "call_" + (10_000_000 + digest.number("call" + position, 16_000_000)),
                faults);
        XaiWire wire = new XaiWire(body, model, reply, digest);
        return body.stream()
                ? EventStream.of(wire.chunks(), XaiErrors.inBand(), faults)
                : SandboxAnswer.json(200, wire.plain());
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Map.of(
                "x-request-id", digest.uuid("request"),
                "x-zero-data-retention", "false",
                "x-ratelimit-limit-requests", "1800",
                "x-ratelimit-limit-tokens", "10000000",
                "x-ratelimit-remaining-requests", "1799",
                "x-ratelimit-remaining-tokens", "9999990");
    }

    private static GrokModel model(ChatBody body) {
        GrokModel model = GrokModels.find(body.model());
        if (model == null) {
            throw new Refusal(XaiErrors.unknownModel(body.model()));
        }
        return model;
    }
}

package dev.parlance.sandbox.deepseek;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.sandbox.chat.CallIds;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.ChatHost;
import dev.parlance.sandbox.chat.EventStream;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.SimulatedModel;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.replay.SealedCalls;
import dev.parlance.sandbox.responses.ResponsesApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** DeepSeek's Chat Completions, base URL {@code https://api.deepseek.com}. */
public final class DeepSeekHost extends ChatHost {
    private static final SealedCalls OWN =
            new SealedCalls("deepseek", Pattern.compile("call_[0-9]{2}_([A-Za-z0-9]{24})"));
    private static final JsonValue IN_BAND_ERROR =
            DeepSeekErrors.body("service_unavailable_error", DeepSeekErrors.busy());

    private final ResponsesApi responses = new ResponsesApi(new DeepSeekResponses(this));

    /** The host. */
    public DeepSeekHost() {}

    @Override
    public String name() {
        return "deepseek";
    }

    @Override
    public List<String> models() {
        return DeepSeekModel.ids();
    }

    @Override
    protected List<String> prefixes() {
        return List.of("/v1", "/beta");
    }

    @Override
    protected @Nullable SandboxAnswer elsewhere(SandboxRequest request) {
        return ResponsesApi.serves(request) ? responses.answer(request) : null;
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        return SandboxAnswer.text(404, "text/plain", "Not Found. Please check the configuration.");
    }

    @Override
    protected void authenticate(SandboxRequest request) {
        String key = request.bearerKey();
        if (key == null) {
            throw new Refusal(DeepSeekErrors.noKey());
        }
        if (key.startsWith("bad")) {
            throw new Refusal(DeepSeekErrors.badKey(key));
        }
    }

    @Override
    protected SandboxAnswer unreadable(String reason) {
        return DeepSeekErrors.error(
                400, "invalid_request_error", "Failed to parse the request body as JSON: " + reason);
    }

    @Override
    protected JsonValue modelList() {
        List<JsonValue> models = new ArrayList<>();
        for (String id : DeepSeekModel.ids()) {
            models.add(object(member("id", id), member("object", "model"), member("owned_by", "deepseek")));
        }
        return object(member("object", "list"), member("data", new JsonArray(models)));
    }

    @Override
    protected void check(SandboxRequest request, ChatBody body) {
        DeepSeekModel model = model(body);
        ParameterRules.check(request, body, model);
        MessageRules.check(request, body, model);
        String objection = model.generation().objection(body, model.thinks(body), OWN);
        if (objection != null) {
            throw DeepSeekErrors.invalid(objection);
        }
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        return DeepSeekErrors.status(status, detail, model(body));
    }

    @Override
    protected SandboxAnswer speak(ChatBody body, Faults faults, Digest digest) {
        DeepSeekModel model = model(body);
        // The newer name of the output budget is not documented here and has no effect.
        ChatBody heard = new ChatBody(body.members().without("max_completion_tokens"));
        Reply reply = OWN.seal(SimulatedModel.reply(heard, model.thinks(body), ids(body, digest), faults));
        DeepSeekWire wire = new DeepSeekWire(body, model, reply, digest);
        boolean queued = !faults.delay().isZero();
        if (!body.stream()) {
            String json = Json.text(wire.plain());
            // Blank lines keep the connection open while the request waits its turn.
            return SandboxAnswer.text(200, "application/json", queued ? "\n\n" + json : json);
        }
        SandboxAnswer stream = EventStream.of(wire.chunks(), IN_BAND_ERROR, faults);
        return queued ? stream.withKeepAlives() : stream;
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Map.of("x-ds-trace-id", digest.hex("trace", 32));
    }

    /** The number in an id counts within one answer. */
    private static CallIds ids(ChatBody body, Digest digest) {
        int earlier = body.messages().stream()
                .mapToInt(message -> message.elements("tool_calls").size())
                .sum();
        return (name, position) -> "call_0" + (position - earlier) % 10 + "_" + digest.letters("call" + position, 24);
    }

    private static DeepSeekModel model(ChatBody body) {
        DeepSeekModel model = DeepSeekModel.find(body.model());
        if (model == null) {
            throw new Refusal(DeepSeekErrors.unknownModel());
        }
        return model;
    }
}

package dev.parlance.sandbox.openai;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonString;
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
import dev.parlance.sandbox.openai.OpenAiModel.Oddity;
import dev.parlance.sandbox.responses.ResponsesApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenAI's Chat Completions and Responses, base URL {@code https://api.openai.com/v1}. */
public final class OpenAiHost extends ChatHost {
    private static final JsonValue IN_BAND_ERROR = OpenAiErrors.body(
            "server_error", "The server had an error while processing your request. Sorry about that!", null, null);

    private final ResponsesApi responses = new ResponsesApi(new OpenAiResponses());

    /** The host. */
    public OpenAiHost() {}

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public List<String> models() {
        return OpenAiModels.ids();
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
        return invalidUrl(request);
    }

    static SandboxAnswer invalidUrl(SandboxRequest request) {
        return OpenAiErrors.error(
                404,
                OpenAiErrors.INVALID,
                "Invalid URL (" + request.method() + " /v1" + request.path() + ")",
                null,
                null);
    }

    @Override
    protected void authenticate(SandboxRequest request) {
        checkKey(request);
    }

    static void checkKey(SandboxRequest request) {
        String key = request.bearerKey();
        if (key == null) {
            throw new Refusal(OpenAiFaults.noKey());
        }
        if (key.startsWith("bad")) {
            throw new Refusal(OpenAiFaults.badKey(key));
        }
    }

    @Override
    protected SandboxAnswer unreadable(String reason) {
        return notJson();
    }

    static SandboxAnswer notJson() {
        return OpenAiErrors.error(
                400,
                OpenAiErrors.INVALID,
                "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library"
                        + " correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)",
                null,
                null);
    }

    @Override
    protected JsonValue modelList() {
        List<JsonValue> models = new ArrayList<>();
        for (String id : OpenAiModels.ids()) {
            models.add(object(
                    member("id", id),
                    member("object", "model"),
                    member("created", 1_785_880_000),
                    member("owned_by", "system")));
        }
        return object(member("object", "list"), member("data", new JsonArray(models)));
    }

    @Override
    protected void check(SandboxRequest request, ChatBody body) {
        OpenAiModel model = model(body);
        if (model.has(Oddity.RESPONSES_ONLY)) {
            throw new Refusal(OpenAiErrors.error(
                    404,
                    OpenAiErrors.INVALID,
                    "This model is only supported in v1/responses and not in v1/chat/completions.",
                    "model",
                    null));
        }
        OpenAiRules.checkKnown(body, OpenAiRules.KNOWN);
        OpenAiRules.checkParameters(body, model);
        verbosity(body, model);
        EffortRules.check(body, model, EffortRules.Wording.OPENAI);
        ToolRules.check(body, model);
        MessageRules.check(body, true);
        OpenAiRules.checkFormat(body);
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        return OpenAiFaults.answer(status, detail, model(body));
    }

    @Override
    protected SandboxAnswer speak(ChatBody body, Faults faults, Digest digest) {
        OpenAiModel model = model(body);
        Reply reply = SimulatedModel.reply(
                body, model.thinks(body), (name, position) -> "call_" + digest.letters("call" + position, 24), faults);
        OpenAiWire wire = new OpenAiWire(body, model, reply, faults.refusal(), digest);
        return body.stream()
                ? EventStream.of(wire.chunks(), IN_BAND_ERROR, faults)
                : SandboxAnswer.json(200, wire.plain());
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Map.of(
                "x-request-id", "req_" + digest.hex("request", 32),
                "openai-processing-ms", "42",
                "openai-version", "2020-10-01",
                "x-ratelimit-limit-requests", "10000",
                "x-ratelimit-limit-tokens", "30000000",
                "x-ratelimit-remaining-requests", "9999",
                "x-ratelimit-remaining-tokens", "29999993",
                "x-ratelimit-reset-requests", "6ms",
                "x-ratelimit-reset-tokens", "0s");
    }

    private static void verbosity(ChatBody body, OpenAiModel model) {
        if (!model.reasons()
                && body.value("verbosity") instanceof JsonString(String asked)
                && !asked.equals("medium")) {
            throw OpenAiErrors.unsupportedValue(
                    "Unsupported value: '" + asked + "' is not supported with the '" + model.id()
                            + "' model. Supported values are: 'medium'.",
                    "verbosity");
        }
    }

    private static OpenAiModel model(ChatBody body) {
        return model(body.model());
    }

    static OpenAiModel model(String id) {
        OpenAiModel model = OpenAiModels.find(id);
        if (model == null) {
            throw new Refusal(
                    id.isEmpty()
                            ? OpenAiErrors.error(
                                    400, OpenAiErrors.INVALID, "you must provide a model parameter", null, null)
                            : OpenAiFaults.notFound(id));
        }
        return model;
    }
}

package dev.parlance.sandbox.local;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
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
import java.util.List;
import java.util.Map;

/** A tolerant local server: any key or none, any model but one that starts with {@code missing}, any parameter. */
public final class OpenAiCompatibleHost extends ChatHost {
    /** The host. */
    public OpenAiCompatibleHost() {}

    @Override
    public String name() {
        return "openai-compatible";
    }

    @Override
    public List<String> models() {
        return List.of("local-model");
    }

    @Override
    protected List<String> prefixes() {
        return List.of("/v1");
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        return SandboxAnswer.json(404, object("detail", "Not Found"));
    }

    @Override
    protected void authenticate(SandboxRequest request) {
        String key = request.bearerKey();
        if (key != null && key.startsWith("bad")) {
            throw new Refusal(SandboxAnswer.json(401, object("error", "Unauthorized")));
        }
    }

    @Override
    protected SandboxAnswer unreadable(String reason) {
        return error(400, "BadRequestError", "The request cannot be read: " + reason);
    }

    @Override
    protected JsonValue modelList() {
        JsonObject model = object(
                member("id", "local-model"),
                member("object", "model"),
                member("created", 1_785_880_000),
                member("owned_by", "vllm"),
                member("root", "local-model"),
                member("max_model_len", 131_072));
        return object(member("object", "list"), member("data", JsonValue.array(model)));
    }

    @Override
    protected void check(SandboxRequest request, ChatBody body) {
        if (body.model().startsWith("missing")) {
            throw new Refusal(error(404, "NotFoundError", "The model `" + body.model() + "` does not exist."));
        }
        if (!(body.value("messages") instanceof JsonArray(List<JsonValue> messages)) || messages.isEmpty()) {
            throw new Refusal(error(400, "BadRequestError", "messages: Field required"));
        }
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        return switch (status) {
            case 400 ->
                error(
                        400,
                        "BadRequestError",
                        detail.equals("context")
                                ? "This model's maximum context length is 131072 tokens. However, you requested 132306 tokens in the"
                                        + " messages, Please reduce the length of the messages."
                                : "the sandbox was asked for status 400");
            case 401 -> SandboxAnswer.json(401, object("error", "Unauthorized"));
            case 404 -> error(404, "NotFoundError", "The model `" + body.model() + "` does not exist.");
            case 500 -> error(500, "InternalServerError", "EngineCore encountered an issue.");
            case 503 -> error(503, "unavailable_error", "Loading model");
            default ->
                error(status, status < 500 ? "BadRequestError" : "InternalServerError", "simulated status " + status);
        };
    }

    @Override
    protected SandboxAnswer speak(ChatBody body, Faults faults, Digest digest) {
        Reply reply = SimulatedModel.reply(
                body, thinks(body), (name, position) -> "call_" + digest.letters("call" + position, 24), faults);
        LocalWire wire = new LocalWire(body, reply, digest);
        if (!body.stream()) {
            return SandboxAnswer.json(200, wire.plain());
        }
        JsonValue inBand = errorBody(500, "InternalServerError", "EngineCore encountered an issue.");
        return EventStream.of(wire.chunks(), inBand, faults).withKeepAlives();
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Map.of("server", "uvicorn");
    }

    /** It thinks unless the chat template or the effort says otherwise. */
    private static boolean thinks(ChatBody body) {
        JsonObject template = body.members().object("chat_template_kwargs");
        for (String name : List.of("enable_thinking", "thinking")) {
            if (template != null && template.get(name) instanceof JsonBoolean(boolean on)) {
                return on;
            }
        }
        return !(body.value("reasoning_effort") instanceof JsonString(String effort) && effort.equals("none"));
    }

    private static SandboxAnswer error(int status, String type, String message) {
        return SandboxAnswer.json(status, errorBody(status, type, message));
    }

    private static JsonValue errorBody(int status, String type, String message) {
        return object(
                "error",
                object(
                        member("message", message),
                        member("type", type),
                        member("param", null),
                        member("code", status)));
    }
}

package dev.parlance.sandbox.local;

import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.CallIds;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.compatible.Spelling;
import dev.parlance.sandbox.compatible.Spelling.ReasoningPlace;
import dev.parlance.sandbox.compatible.Spelling.Trait;
import dev.parlance.sandbox.compatible.Switch;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** vLLM, base URL {@code http://localhost:8000/v1}, started with a tool parser and a reasoning parser. Knows every sampling knob. */
public final class VllmHost extends LocalServer {
    /** The host. */
    public VllmHost() {
        super(
                "vllm",
                List.of("Qwen/Qwen3-8B", "openai/gpt-oss-20b", "facebook/opt-125m"),
                EnumSet.of(Switch.TEMPLATE, Switch.EFFORT),
                new Spelling(
                        digest -> "chatcmpl-" + digest.hex("id", 32),
                        ReasoningPlace.REASONING,
                        "",
                        EnumSet.of(Trait.EMPTY_CALL_LIST, Trait.CACHE_COUNT, Trait.LOGPROBS)));
    }

    @Override
    JsonValue errorBody(int status, String message) {
        return switch (status) {
            case 401 -> object("error", message);
            case 404 -> openAiError(status, "NotFoundError", message);
            default -> openAiError(status, status < 500 ? "BadRequestError" : "InternalServerError", message);
        };
    }

    @Override
    String overflow() {
        return "This model's maximum context length is 131072 tokens. However, you requested 132306 tokens in the messages,"
                + " Please reduce the length of the messages.";
    }

    @Override
    CallIds callIds(Digest digest) {
        return (name, position) -> "chatcmpl-tool-" + digest.hex("call" + position, 16);
    }

    /** {@code structured_outputs} and its older relative {@code guided_json} are the server's own names for a format. */
    @Override
    ChatBody understood(ChatBody body) {
        JsonObject outputs = body.members().object("structured_outputs");
        JsonObject schema = outputs == null ? body.members().object("guided_json") : outputs.object("json");
        return schema == null ? body : formatted(body, schema);
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        return SandboxAnswer.json(404, object("detail", "Not Found"));
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Map.of("server", "uvicorn");
    }
}

package dev.parlance.sandbox.local;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
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
import java.util.Locale;

/** The Chat face of Ollama, base URL {@code http://localhost:11434/v1}: a call comes whole, and what the face does not know is ignored. */
public final class OllamaHost extends LocalServer {
    /** The host. */
    public OllamaHost() {
        super(
                "ollama",
                List.of("gpt-oss:120b", "qwen3", "llama3.2"),
                EnumSet.of(Switch.EFFORT, Switch.REASONING_OBJECT),
                new Spelling(
                        digest -> "chatcmpl-" + (100 + digest.number("id", 900)),
                        ReasoningPlace.REASONING,
                        "fp_ollama",
                        EnumSet.of(
                                Trait.WHOLE_CALLS,
                                Trait.INDEXED_CALLS,
                                Trait.EMPTY_CONTENT_BESIDE_CALLS,
                                Trait.EMPTY_CONTENT_IN_DELTAS,
                                Trait.ROLE_WITH_FIRST_TOKEN,
                                Trait.LOGPROBS)));
    }

    @Override
    JsonValue errorBody(int status, String message) {
        String type = switch (status) {
            case 400 -> "invalid_request_error";
            case 404 -> "not_found_error";
            default -> "api_error";
        };
        return object(
                "error",
                object(member("message", message), member("type", type), member("param", null), member("code", null)));
    }

    @Override
    String overflow() {
        return "the input length exceeds the context length";
    }

    @Override
    String missing(String model) {
        return "model '" + model + "' not found";
    }

    @Override
    CallIds callIds(Digest digest) {
        return (name, position) ->
                "call_" + digest.letters("call" + position, 8).toLowerCase(Locale.ROOT);
    }

    /** These names are not in the documentation of the face, so they change nothing. */
    @Override
    ChatBody understood(ChatBody body) {
        return without(body, "n", "max_completion_tokens");
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        return SandboxAnswer.text(404, "text/plain", "404 page not found");
    }
}

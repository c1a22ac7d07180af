package dev.parlance.sandbox.local;

import static dev.parlance.sandbox.host.Members.member;
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
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.responses.ResponsesApi;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LM Studio, base URL {@code http://localhost:1234/v1}. Takes a schema or text as format and nothing between. */
public final class LmStudioHost extends LocalServer {
    private final ResponsesApi responses = new ResponsesApi(new LmStudioResponses(this));

    /** The host. */
    public LmStudioHost() {
        super(
                "lm-studio",
                List.of("openai/gpt-oss-20b", "zai-org/glm-4.7-flash", "mistralai/ministral-3-14b-reasoning"),
                EnumSet.of(Switch.EFFORT),
                new Spelling(
                        digest -> "chatcmpl-" + digest.letters("id", 22),
                        ReasoningPlace.REASONING_CONTENT,
                        "",
                        EnumSet.of(Trait.EMPTY_CALL_LIST, Trait.EMPTY_CONTENT_BESIDE_CALLS, Trait.REASONING_COUNT)));
    }

    @Override
    JsonValue errorBody(int status, String message) {
        return status == 404
                ? object(
                        "error",
                        object(
                                member("message", message),
                                member("type", "invalid_request_error"),
                                member("param", "model"),
                                member("code", "model_not_found")))
                : status < 500
                        ? object("error", message)
                        : object("error", object(member("message", message), member("type", "server_error")));
    }

    @Override
    String overflow() {
        return "The number of tokens to keep from the initial prompt is greater than the context length.";
    }

    @Override
    CallIds callIds(Digest digest) {
        return (name, position) -> Integer.toString(100_000_000 + digest.number("call" + position, 16_000_000));
    }

    @Override
    ChatBody understood(ChatBody body) {
        return without(body, "n", "max_completion_tokens");
    }

    /** A JSON object without a schema is refused with a bare string (lmstudio-ai/lmstudio-bug-tracker, 189 and 2403). */
    @Override
    protected void check(SandboxRequest request, ChatBody body) {
        super.check(request, body);
        JsonObject format = body.members().object("response_format");
        String type = format == null ? null : format.text("type");
        if (type != null && !type.equals("json_schema") && !type.equals("text")) {
            throw new Refusal(
                    SandboxAnswer.json(400, object("error", "'response_format.type' must be 'json_schema' or 'text'")));
        }
    }

    @Override
    protected @Nullable SandboxAnswer elsewhere(SandboxRequest request) {
        return ResponsesApi.serves(request) ? responses.answer(request) : null;
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        return SandboxAnswer.json(
                404,
                object("error", "Unexpected endpoint or method. (" + request.method() + " " + request.path() + ")"));
    }
}

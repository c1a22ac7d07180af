package dev.parlance.sandbox.local;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.CallIds;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Reply;
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

/** The server of llama.cpp, base URL {@code http://127.0.0.1:8080/v1}, started with {@code --jinja}. */
public final class LlamaCppHost extends LocalServer {
    /** The host. */
    public LlamaCppHost() {
        super(
                "llama-cpp",
                List.of("openai/gpt-oss-20b", "Qwen3-VL-2B-Instruct-Q8_0"),
                EnumSet.of(Switch.TEMPLATE, Switch.EFFORT),
                new Spelling(
                        digest -> "chatcmpl-" + digest.letters("id", 32),
                        ReasoningPlace.REASONING_CONTENT,
                        "b7010-c27efd2bd",
                        EnumSet.of(Trait.ROLE_WITH_NULL_CONTENT, Trait.LOGPROBS)));
    }

    @Override
    JsonValue errorBody(int status, String message) {
        String type = switch (status) {
            case 400 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 404 -> "not_found_error";
            case 503 -> "unavailable_error";
            default -> "server_error";
        };
        return object("error", object(member("code", status), member("message", message), member("type", type)));
    }

    @Override
    String overflow() {
        return "the request exceeds the available context size, try increasing it";
    }

    @Override
    CallIds callIds(Digest digest) {
        return (name, position) -> digest.letters("call" + position, 32);
    }

    /**
     * An object as tool choice becomes {@code auto} without a word (langchain-llama-cpp, README), {@code n} is not documented, and a schema
     * may stand at the top level.
     */
    @Override
    ChatBody understood(ChatBody body) {
        ChatBody plain = without(body, "n", "max_completion_tokens");
        plain = plain.value("tool_choice") instanceof JsonObject ? without(plain, "tool_choice") : plain;
        JsonObject schema = plain.members().object("json_schema");
        return schema == null ? plain : formatted(plain, schema);
    }

    @Override
    JsonObject finished(JsonObject answer, Reply reply) {
        return answer.with(
                "timings",
                object(
                        member("cache_n", reply.tokens().cached()),
                        member(
                                "prompt_n",
                                reply.tokens().prompt() - reply.tokens().cached()),
                        member("predicted_n", reply.tokens().completion())));
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        if (request.path().equals("/health")) {
            return SandboxAnswer.json(200, object("status", "ok"));
        }
        if (request.path().equals("/props")) {
            return SandboxAnswer.json(
                    200,
                    object(
                            "chat_template_caps",
                            object(member("supports_tools", true), member("supports_parallel_tool_calls", true))));
        }
        return error(404, "File Not Found");
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Map.of("server", "llama.cpp");
    }
}

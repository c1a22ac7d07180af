package dev.parlance.sandbox.deepseek;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.replay.RetoldTurn;
import dev.parlance.sandbox.replay.SealedCalls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The generations of DeepSeek's models, which differ in what they want to get back of their reasoning (DeepSeek, "Thinking Mode";
 * anomalyco/opencode#9397, #24083, #24722). Used wherever such a model is served.
 */
public enum Generation {
    /** deepseek-v4: with a call anywhere in the conversation, every assistant turn carries its reasoning. */
    V4,
    /** DeepSeek V3.2: the turns after the last user message carry it. */
    V3_2,
    /** DeepSeek R1: no turn may carry it. */
    R1;

    private static final String MUST_COME_BACK =
            "The `reasoning_content` in the thinking mode must be passed back to the API.";

    /**
     * What is wrong with the reasoning in the conversation, in the words of the host, or null when nothing is.
     *
     * @param thinks whether thinking is in effect
     * @param own how the host knows its own calls
     */
    public @Nullable String objection(ChatBody body, boolean thinks, SealedCalls own) {
        return switch (this) {
            case V4 -> thinks ? lost(body, own) : null;
            case V3_2 -> thinks ? lostInLoop(body, own) : null;
            case R1 -> kept(body);
        };
    }

    /** An empty text stands in for reasoning that is not known: clients send it and are heard (vercel/ai, packages/deepseek). */
    private static @Nullable String lost(ChatBody body, SealedCalls own) {
        List<JsonObject> messages = body.messages();
        if (messages.stream().allMatch(message -> message.elements("tool_calls").isEmpty())) {
            return null;
        }
        for (int index = 0; index < messages.size(); index++) {
            JsonObject message = messages.get(index);
            if (!"assistant".equals(message.text("role"))) {
                continue;
            }
            if (!(message.get("reasoning_content") instanceof JsonString(String reasoning))
                    || changed(body, message, index, reasoning, own)) {
                return MUST_COME_BACK;
            }
        }
        return null;
    }

    private static @Nullable String lostInLoop(ChatBody body, SealedCalls own) {
        List<JsonObject> messages = body.messages();
        for (int index = messages.size() - 1; index >= 0; index--) {
            JsonObject message = messages.get(index);
            String role = message.text("role");
            if ("user".equals(role)) {
                return null;
            }
            boolean fails = "assistant".equals(role)
                    && (!(message.get("reasoning_content") instanceof JsonString(String reasoning))
                            || changed(body, message, index, reasoning, own));
            if (fails) {
                return "Missing `reasoning_content` field in the assistant message at message index " + index
                        + ". For more information, please refer to"
                        + " https://api-docs.deepseek.com/guides/thinking_mode#tool-calls";
            }
        }
        return null;
    }

    private static boolean changed(ChatBody body, JsonObject message, int index, String reasoning, SealedCalls own) {
        if (reasoning.isBlank()) {
            return false;
        }
        if (own.thoughtful(message)) {
            return !own.intact(message, reasoning);
        }
        String thought = RetoldTurn.thought(body, index, ChatBody.textOf(message.get("content")));
        return thought != null && !thought.equals(reasoning);
    }

    private static @Nullable String kept(ChatBody body) {
        List<JsonObject> messages = body.messages();
        for (int index = 0; index < messages.size(); index++) {
            JsonValue reasoning = ChatBody.present(messages.get(index).get("reasoning_content"));
            if (reasoning != null) {
                return "The reasoning_content field must not be included in the input messages (message index " + index
                        + ").";
            }
        }
        return null;
    }
}

package dev.parlance.conformance;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * One answer as the client understood it. The methods are the checks of the scenarios: each returns when its fact holds and ends the
 * scenario when not.
 *
 * @param adjustments what the gateway says that it changed, for example {@code temperature=dropped}
 */
record Heard(int status, ChatResponse response, List<ChatEvent> events, List<String> adjustments) {
    /** It is an answer and no error. */
    Heard answered() {
        ParlanceException error = response.error();
        if (error != null) {
            boolean refusal = status == 400 || status == 422;
            boolean reasoned =
                    error.kind() == ErrorKind.UNSUPPORTED_REQUEST || error.kind() == ErrorKind.INVALID_REQUEST;
            throw refusal && reasoned
                    ? Shortfall.refused(error.failure().sentence())
                    : Shortfall.failed("status " + status + ", " + error.kind().label() + ": "
                            + error.failure().sentence());
        }
        if (status != 200) {
            throw Shortfall.failed("status " + status + " with a body that is no error");
        }
        return this;
    }

    /** It is an answer with text in it. */
    Heard speaks() {
        answered();
        if (response.text().isBlank()) {
            throw Shortfall.failed("the answer holds no text (" + ending() + ")");
        }
        return this;
    }

    /** Its text holds that word, in whichever case. */
    Heard says(String word) {
        speaks();
        if (!response.text().toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT))) {
            throw Shortfall.failed("the text does not say \"" + word + "\": " + response.text());
        }
        return this;
    }

    /** It ended for that reason. */
    Heard stops(StopReason.Kind kind) {
        answered();
        StopReason stop = response.stop();
        if (stop == null || stop.kind() != kind) {
            throw Shortfall.failed("the answer should end by " + kind.label() + ": " + ending());
        }
        return this;
    }

    /** It calls at least so many tools, each with a name and an object of arguments. */
    List<Content.ToolCall> calls(int atLeast) {
        answered();
        List<Content.ToolCall> calls = response.toolCalls();
        if (calls.size() < atLeast) {
            String text = response.text();
            throw Shortfall.absent(
                    calls.size() + " tool calls instead of " + atLeast + (text.isBlank() ? "" : ", and text: " + text));
        }
        calls.forEach(Heard::arguments);
        return calls;
    }

    /** The arguments of the call as an object. */
    static JsonObject arguments(Content.ToolCall call) {
        JsonObject arguments = call.arguments().objectOrNull();
        if (arguments == null) {
            throw Shortfall.failed("the arguments of " + call.name() + " are no JSON object: "
                    + call.arguments().text());
        }
        return arguments;
    }

    /** It failed in one of these ways, with words of its own. */
    ParlanceException fails(ErrorKind... kinds) {
        ParlanceException error = response.error();
        if (error == null) {
            throw Shortfall.failed("an answer came instead of an error (" + ending() + "): " + response.text());
        }
        if (kinds.length > 0 && !List.of(kinds).contains(error.kind())) {
            throw Shortfall.failed("the error should be " + kinds[0].label() + " and is "
                    + error.kind().label() + " (status " + status + "): "
                    + error.failure().message());
        }
        if (error.failure().message().isBlank()) {
            throw Shortfall.failed("the error says nothing");
        }
        return error;
    }

    /** All reasoning that can be read. */
    String reasoning() {
        StringBuilder text = new StringBuilder();
        for (Content part : response.content()) {
            if (part instanceof Content.Reasoning reasoning) {
                text.append(reasoning.text());
            }
        }
        return text.toString();
    }

    /** Whether the answer holds reasoning in any form, the unreadable one included. */
    boolean reasons() {
        return response.content().stream().anyMatch(Content.Reasoning.class::isInstance);
    }

    /** Whether anything shows that the model thought: reasoning in any form, or its tokens counted. */
    boolean showsThinking() {
        return reasons() || reasoningTokens() > 0;
    }

    /** Counted tokens of reasoning; 0 when nobody counted. */
    long reasoningTokens() {
        return response.usage() == null || response.usage().outputReasoning() == null
                ? 0
                : response.usage().outputReasoning();
    }

    private String ending() {
        StopReason stop = response.stop();
        return stop == null ? "no stop reason" : "stop reason " + stop.kind().label() + ", " + stop.raw();
    }
}

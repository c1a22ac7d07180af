package dev.parlance.sandbox.openai;

import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.List;

/**
 * What is true of an OpenAI model on Chat Completions, wherever it is hosted.
 *
 * @param id the id without its date
 * @param snapshot the id that answers carry
 * @param efforts the effort levels it takes, empty for a model that does not reason
 * @param defaultEffort the level when none is asked for, empty for a model that does not reason
 * @param window input and output together, in tokens
 * @param mostOutput the output limit in tokens
 * @param toolRule whether function tools may stand beside an effort
 * @param oddities what else sets it apart
 */
public record OpenAiModel(
        String id,
        String snapshot,
        List<String> efforts,
        String defaultEffort,
        long window,
        long mostOutput,
        ToolRule toolRule,
        List<Oddity> oddities) {

    /** Whether function tools may stand beside an effort. */
    public enum ToolRule {
        /** Always. */
        FREE,
        /** Only when no effort other than none is written. */
        NO_EFFORT,
        /** Only when the effort none is written. */
        EXPLICIT_NONE
    }

    /** Peculiarities of single models. */
    public enum Oddity {
        /** It refuses parallel_tool_calls, even false. */
        NO_PARALLEL_SWITCH,
        /** It takes stop words although it reasons. */
        TAKES_STOP,
        /** It refuses a temperature of any value, the default included. */
        NO_TEMPERATURE_AT_ALL,
        /** It exists on the Responses API only. */
        RESPONSES_ONLY
    }

    public OpenAiModel {
        efforts = List.copyOf(efforts);
        oddities = List.copyOf(oddities);
    }

    /** Whether it is a reasoning model. */
    public boolean reasons() {
        return !efforts.isEmpty();
    }

    /** Whether it has the peculiarity. */
    public boolean has(Oddity oddity) {
        return oddities.contains(oddity);
    }

    /** The effort in effect, empty for a model that does not reason. */
    public String effort(ChatBody body) {
        return body.value("reasoning_effort") instanceof JsonString(String asked) ? asked : defaultEffort;
    }

    /** Whether it thinks on this request. */
    public boolean thinks(ChatBody body) {
        return reasons() && !effort(body).equals("none");
    }
}

package dev.parlance.agent;

import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import java.util.List;

/**
 * The loop: asks the model, runs the tools it calls side by side, gives it their results, and asks again, until it answers without a call or a
 * limit is reached. Runs on the caller's thread, which an interrupt frees as {@link Cancellation} does. Keeps no state between runs.
 */
public final class Agent {
    private Agent() {}

    /**
     * Runs to the end. What goes wrong with model and tools is an outcome, never an exception; a broken listener or price is thrown.
     *
     * @param request the task, with the conversation before it; its own tools are the provider's to run
     * @param tools no two of one name
     */
    public static AgentOutcome run(
            ChatModel model, ChatRequest request, List<Tool> tools, AgentSettings settings, AgentListener listener) {
        return new AgentRun(model, request, false, tools, settings, listener).run();
    }

    /**
     * Goes on where a transcript ends. Calls without a result are run, those with one are not run again. When it ends with an answer,
     * that is the outcome and nobody is asked. Budgets begin anew.
     *
     * @param request as at the first time; the transcript takes the place of its messages
     */
    public static AgentOutcome resume(
            ChatModel model,
            ChatRequest request,
            Transcript transcript,
            List<Tool> tools,
            AgentSettings settings,
            AgentListener listener) {
        ChatRequest gone = request.toBuilder().messages(transcript.messages()).build();
        return new AgentRun(model, gone, true, tools, settings, listener).run();
    }
}

package dev.parlance.providers;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Parameters;
import dev.parlance.core.chat.Thinking;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in where a request says nothing. Immutable and thread-safe.
 *
 * @param thinking the wish of requests that have none
 * @param forcedEffort an effort that replaces every other wish but that for no thinking, or null; Kimi Code's variable means it so
 */
public record Defaults(
        Parameters parameters, Thinking thinking, @Nullable String forcedEffort) {
    /** Nothing stands in. */
    public static final Defaults NONE = new Defaults(Parameters.NONE, new Thinking.Default(), null);

    /** Parameters alone. */
    public static Defaults of(Parameters parameters) {
        return new Defaults(parameters, new Thinking.Default(), null);
    }

    /** These, and the others where these say nothing. */
    public Defaults or(Defaults others) {
        return new Defaults(
                joined(parameters, others.parameters),
                thinking instanceof Thinking.Default ? others.thinking : thinking,
                forcedEffort == null ? others.forcedEffort : forcedEffort);
    }

    /** Fills a request in. */
    void fill(ChatRequest request, ChatRequest.Builder sent) {
        sent.parameters(joined(request.parameters(), parameters));
        Thinking wish = request.thinking() instanceof Thinking.Default ? thinking : request.thinking();
        sent.thinking(forcedEffort == null || wish instanceof Thinking.Off ? wish : new Thinking.Effort(forcedEffort));
    }

    private static Parameters joined(Parameters first, Parameters others) {
        Parameters all = first;
        for (Map.Entry<Parameter, Parameters.Asked> entry : others.asked().entrySet()) {
            if (!all.asked().containsKey(entry.getKey())) {
                all = all.with(
                        entry.getKey(),
                        entry.getValue().value(),
                        entry.getValue().spelling());
            }
        }
        return all;
    }
}

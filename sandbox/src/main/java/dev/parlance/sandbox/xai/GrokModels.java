package dev.parlance.sandbox.xai;

import dev.parlance.sandbox.xai.GrokModel.Effort;
import dev.parlance.sandbox.xai.GrokModel.Thought;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Grok models of 2025 and 2026 (vercel/ai, packages/xai, supports-reasoning-effort; BerriAI/litellm#16265; anomalyco/opencode#39448;
 * docs.x.ai, "Reasoning"). grok-code-fast-1 shows its reasoning as grok-3-mini does (recorded: charmbracelet/fantasy).
 */
final class GrokModels {
    private static final Pattern DATED_4_20 = Pattern.compile("grok-4\\.20(-[0-9]{4})?-((non-)?reasoning)");
    private static final Map<String, GrokModel> MODELS = new LinkedHashMap<>();

    static {
        add("grok-4.6", Effort.LOW_TO_XHIGH, Thought.HIDDEN);
        add("grok-4.5", Effort.LOW_TO_HIGH, Thought.HIDDEN);
        add("grok-4.3", Effort.NONE_TO_HIGH, Thought.HIDDEN);
        add("grok-4.7", Effort.UNWRITTEN, Thought.HIDDEN);
        add("grok-latest", Effort.UNWRITTEN, Thought.HIDDEN);
        add("grok-4.20-reasoning", Effort.REFUSED, Thought.HIDDEN);
        add("grok-4.20-non-reasoning", Effort.REFUSED, Thought.NONE);
        add("grok-4.20-multi-agent", Effort.UNWRITTEN, Thought.HIDDEN);
        for (String fast : List.of("grok-4-fast", "grok-4-1-fast")) {
            add(fast, Effort.REFUSED, Thought.HIDDEN);
            add(fast + "-reasoning", Effort.REFUSED, Thought.HIDDEN);
            add(fast + "-non-reasoning", Effort.REFUSED, Thought.NONE);
        }
        add("grok-4", Effort.REFUSED, Thought.HIDDEN);
        add("grok-4-latest", Effort.REFUSED, Thought.HIDDEN);
        add("grok-4-0709", Effort.REFUSED, Thought.HIDDEN);
        add("grok-code-fast-1", Effort.REFUSED, Thought.SHOWN);
        add("grok-build-0.1", Effort.REFUSED, Thought.HIDDEN);
        add("grok-3-mini", Effort.LOW_OR_HIGH, Thought.SHOWN);
        add("grok-3", Effort.REFUSED, Thought.NONE);
        MODELS.put("grok-3-fast", new GrokModel("grok-3-fast", "grok-3", Effort.REFUSED, Thought.NONE));
    }

    private GrokModels() {}

    static List<String> ids() {
        return List.copyOf(MODELS.keySet());
    }

    static @Nullable GrokModel find(String id) {
        GrokModel known = MODELS.get(id);
        if (known == null && DATED_4_20.matcher(id).matches()) {
            return new GrokModel(id, id, Effort.REFUSED, id.endsWith("non-reasoning") ? Thought.NONE : Thought.HIDDEN);
        }
        return known;
    }

    private static void add(String id, Effort effort, Thought thought) {
        MODELS.put(id, new GrokModel(id, id, effort, thought));
    }
}

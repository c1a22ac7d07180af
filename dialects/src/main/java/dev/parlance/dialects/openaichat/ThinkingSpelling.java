package dev.parlance.dialects.openaichat;

import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Spells the settled wish about thinking in one of the dialect's ways. */
final class ThinkingSpelling {
    private ThinkingSpelling() {}

    static void write(Settlement settlement, ReasoningFacts facts, Members extra, JsonWriter out) {
        Thinking wish = settlement.thinking();
        switch (facts.spelling()) {
            case NONE -> {}
            case REASONING_EFFORT -> effort(level(wish), extra, out);
            case THINKING_OBJECT_AND_EFFORT -> {
                // An effort says enough where the model thinks anyway.
                boolean said = wish instanceof Thinking.Effort && facts.thinks() != ReasoningFacts.Thinks.ON_REQUEST;
                object(said ? null : wish, null, settlement.keepThinking(), extra, out);
                // Beside "disabled" an effort is refused.
                effort(wish instanceof Thinking.Off ? null : level(wish), extra, out);
            }
            case ADAPTIVE -> {
                if (wish != null && extra.get("thinking") == null) {
                    out.name("thinking").beginObject().name("type");
                    out.string(wish instanceof Thinking.Off ? "disabled" : "adaptive")
                            .endObject();
                }
                effort(wish instanceof Thinking.Off ? null : level(wish), extra, out);
            }
            case REASONING_OBJECT -> reasoning(wish, extra, out);
            case BUDGET -> budget(wish, extra, out);
            case THINKING_OBJECT -> object(wish, null, settlement.keepThinking(), extra, out);
            case THINKING_OBJECT_WITH_EFFORT -> object(wish, level(wish), settlement.keepThinking(), extra, out);
        }
    }

    private static void effort(@Nullable String level, Members extra, JsonWriter out) {
        if (level != null && extra.get("reasoning_effort") == null) {
            out.name("reasoning_effort").string(level);
        }
    }

    /** As OpenRouter has it. */
    private static void reasoning(@Nullable Thinking wish, Members extra, JsonWriter out) {
        if (wish == null || extra.get("reasoning") != null || extra.get("reasoning_effort") != null) {
            return;
        }
        out.name("reasoning").beginObject();
        switch (wish) {
            case Thinking.Effort(String level) -> out.name("effort").string(level);
            case Thinking.Off off -> out.name("effort").string("none");
            case Thinking.Budget(int tokens) -> out.name("max_tokens").number(tokens);
            case Thinking.On on -> out.name("enabled").bool(true);
            case Thinking.Default none -> {}
        }
        out.endObject();
    }

    /** As Qwen's hosts have it. */
    private static void budget(@Nullable Thinking wish, Members extra, JsonWriter out) {
        if (wish == null || extra.get("enable_thinking") != null) {
            return;
        }
        out.name("enable_thinking").bool(!(wish instanceof Thinking.Off));
        if (wish instanceof Thinking.Budget(int tokens) && extra.get("thinking_budget") == null) {
            out.name("thinking_budget").number(tokens);
        }
    }

    private static void object(
            @Nullable Thinking wish, @Nullable String level, boolean keep, Members extra, JsonWriter out) {
        if (wish == null && !keep || extra.get("thinking") != null) {
            return;
        }
        boolean off = wish instanceof Thinking.Off;
        out.name("thinking").beginObject().name("type").string(off ? "disabled" : "enabled");
        if (level != null) {
            out.name("effort").string(level);
        }
        if (keep && !off) {
            out.name("keep").string("all");
        }
        out.endObject();
    }

    private static @Nullable String level(@Nullable Thinking wish) {
        return switch (wish) {
            case Thinking.Effort(String level) -> level;
            case Thinking.Off off -> "none";
            case null -> null;
            case Thinking.On on -> null;
            case Thinking.Budget budget -> null;
            case Thinking.Default none -> null;
        };
    }
}

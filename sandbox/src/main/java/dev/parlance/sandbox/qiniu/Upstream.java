package dev.parlance.sandbox.qiniu;

import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.compatible.Spelling.ReasoningPlace;
import dev.parlance.sandbox.compatible.Switch;
import dev.parlance.sandbox.deepseek.Generation;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The families behind the ids (developer.qiniu.com/aitokenapi/12882). The beginning of an id decides, the longest first. */
enum Upstream {
    /** It thinks unless it is told not to. */
    DEEPSEEK_V4("deepseek-v4", Thinking.UNLESS_OFF),
    /** It thinks when it is told to. */
    DEEPSEEK_V3_2("deepseek-v3.2", Thinking.WHEN_ON),
    /** It thinks always, and takes none of it back. */
    DEEPSEEK_R1("deepseek-r1", Thinking.ALWAYS),
    /** Older ones do not think. */
    DEEPSEEK("deepseek-", Thinking.NEVER),
    /** It can be told not to think. */
    MINIMAX_M3("minimax-m3", Thinking.UNLESS_OFF),
    /** It thinks always. */
    MINIMAX("minimax-", Thinking.ALWAYS),
    /** Its calls come without ids. */
    GLM("glm-", Thinking.UNLESS_OFF),
    /** An ordinary one. */
    KIMI("kimi-", Thinking.UNLESS_OFF),
    /** The deltas of its calls come without an index. */
    QWEN("qwen", Thinking.UNLESS_OFF),
    /** No field for reasoning is known. */
    CLAUDE("claude-", Thinking.NEVER),
    /** No field for reasoning is known. */
    GEMINI("gemini-", Thinking.NEVER),
    /** Chat Completions of OpenAI show no reasoning. */
    GPT("gpt-", Thinking.NEVER);

    private static final Map<Upstream, Generation> GENERATIONS =
            Map.of(DEEPSEEK_V4, Generation.V4, DEEPSEEK_V3_2, Generation.V3_2, DEEPSEEK_R1, Generation.R1);
    private static final Set<Switch> HEARD = Set.of(Switch.THINKING_OBJECT, Switch.ENABLE_THINKING, Switch.EFFORT);
    private static final Set<Upstream> TAGGED = Set.of(MINIMAX, MINIMAX_M3);

    private final String start;
    private final Thinking thinking;

    Upstream(String start, Thinking thinking) {
        this.start = start;
        this.thinking = thinking;
    }

    /** When a family thinks. */
    private enum Thinking {
        ALWAYS,
        UNLESS_OFF,
        WHEN_ON,
        NEVER
    }

    /** The family of the id, which may name its maker before a slash; null for an id of no known family. */
    static @Nullable Upstream of(String id) {
        String name = id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        for (Upstream upstream : values()) {
            if (name.startsWith(upstream.start)) {
                return upstream;
            }
        }
        return null;
    }

    /** The generation of DeepSeek's models whose rules hold, or null. */
    @Nullable
    Generation generation() {
        return GENERATIONS.get(this);
    }

    /** Whether thoughts stand between tags and come back whole. */
    boolean tagged() {
        return TAGGED.contains(this);
    }

    ReasoningPlace place() {
        return tagged() ? ReasoningPlace.TAGS : ReasoningPlace.REASONING_CONTENT;
    }

    /** Which member of a call the family leaves out, empty for none; the router passes that on. */
    String omitted() {
        return switch (this) {
            case GLM -> "id";
            case QWEN -> "index";
            case DEEPSEEK_V4, DEEPSEEK_V3_2, DEEPSEEK_R1, DEEPSEEK, MINIMAX_M3, MINIMAX, KIMI, CLAUDE, GEMINI, GPT ->
                "";
        };
    }

    boolean thinks(ChatBody body) {
        Boolean wish = Switch.wish(body, HEARD);
        return switch (thinking) {
            case ALWAYS -> true;
            case UNLESS_OFF -> wish == null || wish;
            case WHEN_ON -> wish != null && wish;
            case NEVER -> false;
        };
    }
}

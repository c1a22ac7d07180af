package dev.parlance.sandbox.openrouter;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the models whose ids begin alike, as recorded at OpenRouter.
 *
 * @param start the beginning of the ids
 * @param format the word that stands in every reasoning detail
 * @param provider who answers
 */
record RoutedModel(String start, Thinking thinking, Details details, String format, String provider) {
    /** The ids that are listed. */
    static final List<String> LISTED = List.of(
            "anthropic/claude-haiku-4.5",
            "google/gemini-3-flash-preview",
            "google/gemini-2.5-flash-lite",
            "openai/gpt-5.2",
            "openai/gpt-4.1",
            "x-ai/grok-4.1-fast",
            "x-ai/grok-3-mini",
            "moonshotai/kimi-k2.5",
            "moonshotai/kimi-k2-0905",
            "z-ai/glm-5-turbo",
            "minimax/minimax-m2",
            "deepseek/deepseek-chat",
            "qwen/qwen3-max",
            "meta-llama/llama-3.2-3b-instruct:free");

    private static final String UNNAMED = "unknown";
    private static final List<RoutedModel> FAMILIES = List.of(
            new RoutedModel(
                    "anthropic/", Thinking.WHEN_ASKED, Details.SIGNED_TEXT, "anthropic-claude-v1", "Amazon Bedrock"),
            new RoutedModel(
                    "google/gemini-3", Thinking.ALWAYS, Details.TEXT_AND_ENCRYPTED, "google-gemini-v1", "Google"),
            new RoutedModel("google/", Thinking.WHEN_ASKED, Details.TEXT, UNNAMED, "Google"),
            new RoutedModel(
                    "openai/gpt-5",
                    Thinking.UNLESS_OFF,
                    Details.SUMMARY_AND_ENCRYPTED,
                    "openai-responses-v1",
                    "OpenAI"),
            new RoutedModel(
                    "openai/o", Thinking.ALWAYS, Details.SUMMARY_AND_ENCRYPTED, "openai-responses-v1", "OpenAI"),
            new RoutedModel("openai/gpt-oss", Thinking.ALWAYS, Details.TEXT, UNNAMED, "Groq"),
            new RoutedModel("openai/", Thinking.NEVER, Details.TEXT, UNNAMED, "OpenAI"),
            new RoutedModel("x-ai/", Thinking.ALWAYS, Details.SUMMARY_AND_ENCRYPTED, "xai-responses-v1", "xAI"),
            new RoutedModel("x-ai/grok-3-mini", Thinking.ALWAYS, Details.TEXT, UNNAMED, "xAI"),
            new RoutedModel("moonshotai/kimi-", Thinking.UNLESS_OFF, Details.TEXT, UNNAMED, "Moonshot AI"),
            new RoutedModel("moonshotai/kimi-k2-0", Thinking.NEVER, Details.TEXT, UNNAMED, "Moonshot AI"),
            new RoutedModel("z-ai/", Thinking.UNLESS_OFF, Details.TEXT, UNNAMED, "Z.AI"),
            new RoutedModel("minimax/", Thinking.ALWAYS, Details.TEXT, "", "Minimax"),
            new RoutedModel("deepseek/", Thinking.UNLESS_OFF, Details.TEXT, UNNAMED, "DeepSeek"),
            new RoutedModel("deepseek/deepseek-chat", Thinking.NEVER, Details.TEXT, UNNAMED, "DeepSeek"),
            new RoutedModel("qwen/", Thinking.WHEN_ASKED, Details.TEXT, UNNAMED, "Alibaba"),
            new RoutedModel("qwen/qwen3-max", Thinking.NEVER, Details.TEXT, UNNAMED, "Alibaba"),
            new RoutedModel("mistralai/", Thinking.NEVER, Details.TEXT, UNNAMED, "Mistral"),
            new RoutedModel("meta-llama/", Thinking.NEVER, Details.TEXT, UNNAMED, "Venice"));

    /** When a model thinks. */
    enum Thinking {
        ALWAYS,
        UNLESS_OFF,
        WHEN_ASKED,
        NEVER
    }

    /** What the reasoning details of an answer are. */
    enum Details {
        /** One text, signed at its end. */
        SIGNED_TEXT,
        /** One text. */
        TEXT,
        /** A text, then a signature in an encrypted detail of its own. */
        TEXT_AND_ENCRYPTED,
        /** A summary, then the whole in an encrypted detail. */
        SUMMARY_AND_ENCRYPTED
    }

    /** The facts of an id, those of the longest beginning; null when nobody offers it. */
    static @Nullable RoutedModel find(String id) {
        return FAMILIES.stream()
                .filter(family -> id.startsWith(family.start) && !id.endsWith("/"))
                .max(Comparator.comparingInt(family -> family.start.length()))
                .orElse(null);
    }

    /** Whether the provider checks what comes back. */
    boolean signed() {
        return start.equals("anthropic/") || start.equals("google/gemini-3");
    }

    /** The provider's own word for the reason to stop. */
    String nativeFinish(String finish) {
        return switch (provider) {
            case "Amazon Bedrock" ->
                switch (finish) {
                    case "stop" -> "end_turn";
                    case "tool_calls" -> "tool_use";
                    case "length" -> "max_tokens";
                    default -> finish;
                };
            case "Google" ->
                switch (finish) {
                    case "stop", "tool_calls" -> "STOP";
                    case "length" -> "MAX_TOKENS";
                    default -> finish;
                };
            case "xAI" ->
                switch (finish) {
                    case "stop", "tool_calls" -> "completed";
                    default -> finish;
                };
            default -> finish;
        };
    }
}

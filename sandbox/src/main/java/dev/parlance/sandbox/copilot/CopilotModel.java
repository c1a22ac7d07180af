package dev.parlance.sandbox.copilot;

import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model behind Copilot, as its model list tells (olimorris/codecompanion.nvim, model_list/copilot.json); what the list did not hold is
 * taken from recorded exchanges (0xPlaygrounds/rig).
 *
 * @param snapshot the id that answers carry
 * @param endpoints where it is served, the paths as listed
 * @param efforts the effort words it takes, empty when it takes none
 * @param structured whether it takes a response format
 * @param mostPrompt the input limit in tokens
 * @param mostOutput the output limit in tokens
 */
record CopilotModel(
        String id,
        String snapshot,
        Maker maker,
        List<String> endpoints,
        List<String> efforts,
        boolean structured,
        long mostPrompt,
        long mostOutput) {
    static final String CHAT = "/chat/completions";
    static final String RESPONSES = "/responses";
    private static final String MESSAGES = "/v1/messages";

    private static final CopilotModel GPT_4O = new CopilotModel(
            "gpt-4o", "gpt-4o-2024-11-20", Maker.OPENAI, List.of(CHAT), List.of(), true, 64_000, 4_096);
    private static final List<CopilotModel> ALL = List.of(
            GPT_4O,
            new CopilotModel(
                    "gpt-4o-mini",
                    "gpt-4o-mini-2024-07-18",
                    Maker.OPENAI,
                    List.of(CHAT),
                    List.of(),
                    true,
                    64_000,
                    4_096),
            new CopilotModel(
                    "gpt-5.4",
                    "gpt-5.4",
                    Maker.OPENAI,
                    List.of(RESPONSES, CHAT),
                    List.of("none", "low", "medium", "high", "xhigh"),
                    true,
                    272_000,
                    128_000),
            new CopilotModel(
                    "gpt-5.3-codex",
                    "gpt-5.3-codex",
                    Maker.OPENAI,
                    List.of(RESPONSES),
                    List.of("low", "medium", "high", "xhigh"),
                    true,
                    272_000,
                    128_000),
            new CopilotModel(
                    "claude-opus-4.7",
                    "claude-opus-4.7",
                    Maker.ANTHROPIC,
                    List.of(MESSAGES, CHAT),
                    List.of("low", "medium", "high", "xhigh", "max"),
                    true,
                    200_000,
                    64_000),
            new CopilotModel(
                    "claude-3.7-sonnet",
                    "claude-3.7-sonnet",
                    Maker.ANTHROPIC,
                    List.of(CHAT),
                    List.of(),
                    false,
                    90_000,
                    16_384),
            new CopilotModel(
                    "gemini-3.1-pro-preview",
                    "gemini-3.1-pro-preview",
                    Maker.GOOGLE,
                    List.of(CHAT),
                    List.of("low", "medium", "high"),
                    false,
                    200_000,
                    64_000));

    /** Whose model it is; the answers differ by that. */
    enum Maker {
        OPENAI("OpenAI"),
        ANTHROPIC("Anthropic"),
        GOOGLE("Google");

        private final String vendor;

        Maker(String vendor) {
            this.vendor = vendor;
        }

        String vendor() {
            return vendor;
        }
    }

    static List<CopilotModel> all() {
        return ALL;
    }

    /** The model of that id, or null. A request that names none is given one. */
    static @Nullable CopilotModel find(String id) {
        return id.isEmpty()
                ? GPT_4O
                : ALL.stream()
                        .filter(model -> model.id().equals(id))
                        .findFirst()
                        .orElse(null);
    }

    /** Whether it is served there. */
    boolean serves(String endpoint) {
        return endpoints.contains(endpoint);
    }

    /** Whether the model thinks on this request. Only Google's show it. */
    boolean thinks(ChatBody body) {
        return switch (maker) {
            case GOOGLE -> true;
            case OPENAI, ANTHROPIC ->
                body.value("reasoning_effort") instanceof JsonString(String effort) && !effort.equals("none");
        };
    }
}

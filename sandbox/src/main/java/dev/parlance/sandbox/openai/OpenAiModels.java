package dev.parlance.sandbox.openai;

import dev.parlance.sandbox.openai.OpenAiModel.Oddity;
import dev.parlance.sandbox.openai.OpenAiModel.ToolRule;
import dev.parlance.sandbox.responses.ResponsesModel;
import dev.parlance.sandbox.responses.ResponsesModel.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The OpenAI models of the sandbox, after the table of effort levels and the windows in the vendor's and Microsoft's documentation. */
public final class OpenAiModels {
    private static final Pattern DATED = Pattern.compile("(.+)-20[0-9]{2}-[0-9]{2}-[0-9]{2}");
    private static final Pattern PHASED = Pattern.compile("gpt-5\\.(3-codex|[4-9])");
    private static final List<String> LOW_TO_HIGH = List.of("low", "medium", "high");
    private static final List<String> LOW_TO_XHIGH = List.of("low", "medium", "high", "xhigh");
    private static final List<String> FROM_MINIMAL = List.of("minimal", "low", "medium", "high");
    private static final List<String> FROM_NONE = List.of("none", "low", "medium", "high");
    private static final List<String> TO_XHIGH = List.of("none", "low", "medium", "high", "xhigh");
    private static final List<String> LOW_TO_MAX = List.of("low", "medium", "high", "xhigh", "max");
    private static final List<String> TO_MAX = List.of("none", "low", "medium", "high", "xhigh", "max");

    private static final Map<String, OpenAiModel> MODELS = new LinkedHashMap<>();

    static {
        plain("gpt-3.5-turbo", "gpt-3.5-turbo-0125", 16_385, 4_096);
        plain("gpt-4", "gpt-4-0613", 8_192, 8_192);
        plain("gpt-4-turbo", "gpt-4-turbo-2024-04-09", 128_000, 4_096);
        plain("gpt-4o", "gpt-4o-2024-08-06", 128_000, 16_384);
        plain("gpt-4o-mini", "gpt-4o-mini-2024-07-18", 128_000, 16_384);
        plain("gpt-4.1", "gpt-4.1-2025-04-14", 1_047_576, 32_768);
        plain("gpt-4.1-mini", "gpt-4.1-mini-2025-04-14", 1_047_576, 32_768);
        plain("gpt-4.1-nano", "gpt-4.1-nano-2025-04-14", 1_047_576, 32_768);
        plain("gpt-4o-search-preview", "gpt-4o-search-preview-2025-03-11", 128_000, 16_384);
        plain("gpt-4o-mini-search-preview", "gpt-4o-mini-search-preview-2025-03-11", 128_000, 16_384);
        plain("gpt-4o-audio-preview", "gpt-4o-audio-preview-2025-06-03", 128_000, 16_384);
        plain("gpt-audio-1.5", "gpt-audio-1.5", 128_000, 16_384);
        plain("chatgpt-4o-latest", "chatgpt-4o-latest", 128_000, 16_384);
        plain("gpt-5-chat", "gpt-5-chat", 128_000, 16_384);
        plain("gpt-5-chat-latest", "gpt-5-chat-latest", 128_000, 16_384);
        series("o1", "o1-2024-12-17", Oddity.TAKES_STOP);
        series("o3-mini", "o3-mini-2025-01-31", Oddity.TAKES_STOP, Oddity.NO_TEMPERATURE_AT_ALL);
        series("o3", "o3-2025-04-16");
        series("o4-mini", "o4-mini-2025-04-16");
        series("o1-pro", "o1-pro", Oddity.RESPONSES_ONLY);
        series("o3-pro", "o3-pro", Oddity.RESPONSES_ONLY);
        series("codex-mini-latest", "codex-mini-latest", Oddity.RESPONSES_ONLY);
        five("gpt-5", "-2025-08-07", FROM_MINIMAL, "medium", ToolRule.FREE);
        five("gpt-5-mini", "-2025-08-07", FROM_MINIMAL, "medium", ToolRule.FREE);
        five("gpt-5-nano", "-2025-08-07", FROM_MINIMAL, "medium", ToolRule.FREE);
        // JetBrains/koog, OpenAIModels (2026), which quotes the vendor's page.
        five("gpt-5-pro", 400_000, 272_000, List.of("high"), "high", Oddity.RESPONSES_ONLY);
        five("gpt-5-codex", "", LOW_TO_HIGH, "medium", ToolRule.FREE, Oddity.RESPONSES_ONLY);
        five("gpt-5.1", "-2025-11-13", FROM_NONE, "none", ToolRule.FREE);
        five("gpt-5.1-chat-latest", 128_000, 16_384, FROM_NONE, "none");
        five("gpt-5.1-codex", "", FROM_NONE, "medium", ToolRule.FREE, Oddity.RESPONSES_ONLY);
        five("gpt-5.1-codex-mini", "", FROM_NONE, "medium", ToolRule.FREE, Oddity.RESPONSES_ONLY);
        five("gpt-5.1-codex-max", "", TO_XHIGH, "medium", ToolRule.FREE, Oddity.RESPONSES_ONLY);
        five("gpt-5.2", "-2025-12-11", TO_XHIGH, "none", ToolRule.FREE);
        five("gpt-5.2-codex", "", TO_XHIGH, "medium", ToolRule.FREE, Oddity.RESPONSES_ONLY);
        five("gpt-5.3-codex", "", LOW_TO_XHIGH, "medium", ToolRule.FREE, Oddity.RESPONSES_ONLY);
        five("gpt-5.4", "", TO_XHIGH, "none", ToolRule.NO_EFFORT);
        five("gpt-5.4-mini", "", TO_XHIGH, "none", ToolRule.NO_EFFORT);
        five("gpt-5.4-nano", "", TO_XHIGH, "none", ToolRule.NO_EFFORT);
        five("gpt-5.5", "", TO_XHIGH, "medium", ToolRule.NO_EFFORT);
        for (String suffix : List.of("", "-luna", "-sol", "-terra", "-mini", "-nano")) {
            five("gpt-5.6" + suffix, "", TO_MAX, "medium", ToolRule.EXPLICIT_NONE);
        }
        // Oxen.ai, Vercel AI Gateway and Runware on GPT-6 and 6.1 (2026).
        six("gpt-6-sol", TO_MAX);
        six("gpt-6-luna", TO_MAX);
        six("gpt-6-astra", LOW_TO_MAX);
        six("gpt-6.1-sol", LOW_TO_MAX);
        six("gpt-6.1-terra", LOW_TO_MAX);
    }

    private OpenAiModels() {}

    /** The ids that are listed. */
    public static List<String> ids() {
        return List.copyOf(MODELS.keySet());
    }

    /** The model of exactly that id, with or without a date, or null. */
    public static @Nullable OpenAiModel find(String id) {
        Matcher dated = DATED.matcher(id);
        OpenAiModel model = MODELS.get(id);
        if (model == null && dated.matches()) {
            OpenAiModel undated = MODELS.get(dated.group(1));
            return undated == null ? null : withSnapshot(undated, id);
        }
        return model;
    }

    /** The same model on the Responses API. Phases and modes are those of the recorded answers. */
    public static ResponsesModel onResponses(OpenAiModel model) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (PHASED.matcher(model.id()).lookingAt()) {
            traits.add(Trait.PHASES);
        }
        if (model.id().startsWith("gpt-5.6")) {
            traits.add(Trait.ALL_TURNS);
        }
        return new ResponsesModel(
                model.id(),
                model.snapshot(),
                model.reasons(),
                model.efforts(),
                model.defaultEffort(),
                model.window(),
                model.mostOutput(),
                traits);
    }

    /** The model whose id is the longest beginning of the name, as deployments are often called; or null. */
    public static @Nullable OpenAiModel recognise(String name) {
        OpenAiModel exact = find(name);
        if (exact != null) {
            return exact;
        }
        List<String> ids = new ArrayList<>(MODELS.keySet());
        ids.removeIf(id -> !name.startsWith(id + "-") && !name.startsWith(id + "_"));
        ids.sort((left, right) -> Integer.compare(right.length(), left.length()));
        return ids.isEmpty() ? null : MODELS.get(ids.getFirst());
    }

    private static OpenAiModel withSnapshot(OpenAiModel model, String snapshot) {
        return new OpenAiModel(
                model.id(),
                snapshot,
                model.efforts(),
                model.defaultEffort(),
                model.window(),
                model.mostOutput(),
                model.toolRule(),
                model.oddities());
    }

    private static void plain(String id, String snapshot, long window, long mostOutput) {
        add(new OpenAiModel(
                id, snapshot, List.of(), "", window, mostOutput, ToolRule.FREE, List.of(Oddity.TAKES_STOP)));
    }

    private static void series(String id, String snapshot, Oddity... oddities) {
        List<Oddity> all = new ArrayList<>(List.of(oddities));
        all.add(Oddity.NO_PARALLEL_SWITCH);
        add(new OpenAiModel(id, snapshot, LOW_TO_HIGH, "medium", 200_000, 100_000, ToolRule.FREE, all));
    }

    private static void five(
            String id, String date, List<String> efforts, String defaultEffort, ToolRule rule, Oddity... oddities) {
        add(new OpenAiModel(id, id + date, efforts, defaultEffort, 400_000, 128_000, rule, List.of(oddities)));
    }

    private static void five(
            String id, long window, long mostOutput, List<String> efforts, String defaultEffort, Oddity... oddities) {
        add(new OpenAiModel(id, id, efforts, defaultEffort, window, mostOutput, ToolRule.FREE, List.of(oddities)));
    }

    private static void six(String id, List<String> efforts) {
        add(new OpenAiModel(id, id, efforts, "medium", 1_050_000, 128_000, ToolRule.EXPLICIT_NONE, List.of()));
    }

    private static void add(OpenAiModel model) {
        MODELS.put(model.id(), model);
    }
}

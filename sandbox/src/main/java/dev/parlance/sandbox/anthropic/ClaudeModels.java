package dev.parlance.sandbox.anthropic;

import dev.parlance.sandbox.anthropic.ClaudeModel.Mode;
import dev.parlance.sandbox.anthropic.ClaudeModel.Trait;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Claude models of the sandbox, after the table of thinking by model (vercel/ai, packages/anthropic, 2026-08; AWS, adaptive thinking) and
 * the recorded snapshots. What the table leaves open is generous: a limit that nobody wrote down is the window.
 */
public final class ClaudeModels {
    private static final Pattern DATED = Pattern.compile("(.+?)(?:-(20[0-9]{6})|-latest|-0)?");
    private static final List<String> TO_HIGH = List.of("low", "medium", "high");
    private static final List<String> WITH_MAX = List.of("low", "medium", "high", "max");
    private static final List<String> ALL = List.of("low", "medium", "high", "xhigh", "max");
    private static final Set<Trait> NEWEST = Set.of(Trait.NO_SAMPLERS, Trait.STRUCTURED, Trait.OMITS_THOUGHTS);
    private static final long K200 = 200_000;
    private static final long MILLION = 1_000_000;

    private static final Map<String, ClaudeModel> MODELS = new LinkedHashMap<>();

    static {
        // Anthropic's "What's new" pages and migration guides of these models (2026).
        newest("claude-fable-5-1", Set.of(Trait.THINKS_UNASKED, Trait.NEVER_OFF, Trait.FREE_CHOICE));
        newest("claude-opus-5-5", Set.of(Trait.THINKS_UNASKED, Trait.NEVER_OFF, Trait.FREE_CHOICE));
        newest(
                "claude-sonnet-5-5",
                Set.of(Mode.ADAPTIVE, Mode.BETWEEN_TOOLS),
                Set.of(Trait.THINKS_UNASKED, Trait.NEVER_OFF, Trait.FREE_CHOICE, Trait.EFFORT_NEEDS_THINKING));
        newest("claude-haiku-5-5", Set.of(Trait.THINKS_UNASKED));
        newest("claude-opus-5", Set.of(Trait.THINKS_UNASKED, Trait.EFFORT_NEEDS_THINKING));
        newest("claude-sonnet-5", Set.of(Trait.THINKS_UNASKED));
        newest("claude-fable-5", Set.of(Trait.THINKS_UNASKED, Trait.NEVER_OFF));
        newest("claude-opus-4-8", Set.of());
        newest("claude-opus-4-7", Set.of());
        either("claude-opus-4-6");
        either("claude-sonnet-4-6");
        budgeted("claude-opus-4-5", "20251101", 64_000, TO_HIGH, Set.of(Trait.ONE_SAMPLER, Trait.STRUCTURED));
        budgeted("claude-sonnet-4-5", "20250929", 64_000, List.of(), Set.of(Trait.ONE_SAMPLER, Trait.STRUCTURED));
        budgeted("claude-haiku-4-5", "20251001", 64_000, List.of(), Set.of(Trait.ONE_SAMPLER, Trait.STRUCTURED));
        budgeted("claude-opus-4-1", "20250805", 32_000, List.of(), Set.of(Trait.STRUCTURED));
        budgeted("claude-opus-4", "20250514", 32_000, List.of(), Set.of());
        budgeted("claude-sonnet-4", "20250514", 64_000, List.of(), Set.of());
        // coolcline/CoolCline#23; UKGovernmentBEIS/inspect_ai#2675: 128,000 with a special header.
        budgeted("claude-3-7-sonnet", "20250219", 64_000, List.of(), Set.of(Trait.LONG_BY_BETA));
        plain("claude-3-5-haiku", "20241022", K200);
        plain("claude-3-opus", "20240229", K200);
        plain("claude-3-haiku", "20240307", 4_096);
    }

    private ClaudeModels() {}

    /** The ids that Anthropic lists: with their dates where they have one. */
    public static List<String> ids() {
        return MODELS.values().stream().map(ClaudeModel::snapshot).toList();
    }

    /** The model of that id, with its date, with {@code -latest} or without, or null. */
    public static @Nullable ClaudeModel find(String id) {
        Matcher dated = DATED.matcher(id);
        ClaudeModel model = dated.matches() ? MODELS.get(dated.group(1)) : null;
        if (model == null || dated.group(2) == null) {
            return model;
        }
        return model.snapshot().equals(id) ? model : null;
    }

    /**
     * The model in the spelling of other hosts: with dots in its version or with its maker before it, for example
     * {@code claude-opus-4.7} (recorded: olimorris/codecompanion.nvim, model list of Copilot); or null. Answers carry the spelling that
     * was asked for unless it is a plain alias.
     */
    public static @Nullable ClaudeModel recognise(String name) {
        ClaudeModel exact = find(name);
        if (exact != null) {
            return exact;
        }
        String plain =
                name.toLowerCase(Locale.ROOT).replaceFirst("^anthropic/", "").replace('.', '-');
        ClaudeModel model = find(plain);
        return model == null ? null : model.answeringAs(name);
    }

    private static void newest(String family, Set<Trait> more) {
        newest(family, Set.of(Mode.ADAPTIVE), more);
    }

    private static void newest(String family, Set<Mode> modes, Set<Trait> more) {
        Set<Trait> traits = EnumSet.copyOf(NEWEST);
        traits.addAll(more);
        add(new ClaudeModel(family, family, modes, ALL, 128_000, MILLION, traits));
    }

    private static void either(String family) {
        add(new ClaudeModel(
                family,
                family,
                Set.of(Mode.ENABLED, Mode.ADAPTIVE),
                WITH_MAX,
                128_000,
                MILLION,
                Set.of(Trait.ONE_SAMPLER, Trait.STRUCTURED)));
    }

    private static void budgeted(String family, String date, long mostOutput, List<String> efforts, Set<Trait> traits) {
        add(new ClaudeModel(family, family + "-" + date, Set.of(Mode.ENABLED), efforts, mostOutput, K200, traits));
    }

    private static void plain(String family, String date, long mostOutput) {
        add(new ClaudeModel(family, family + "-" + date, Set.of(), List.of(), mostOutput, K200, Set.of()));
    }

    private static void add(ClaudeModel model) {
        MODELS.put(model.family(), model);
    }
}

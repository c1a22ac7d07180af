package dev.parlance.catalog;

import dev.parlance.core.catalog.DialectSwitch;
import dev.parlance.core.catalog.ErrorRule;
import dev.parlance.core.catalog.HostHeaders;
import dev.parlance.core.catalog.ModelFacts;
import dev.parlance.core.catalog.OutputBudget;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.Rule;
import dev.parlance.core.catalog.Source;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.transform.FinalCheck;
import dev.parlance.core.transform.Transform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one object of the catalog says about profiles; and, once others are laid on it, a profile in the making. A setting counts as said
 * when it has a source. Written by its reader alone, then only read: safe to share.
 *
 * <p>The fields are plain: this runs at every start of the program, before anything is warm.
 */
final class Layer {
    @Nullable
    String dialect;

    /** The dialects the host offers for the model, the usual one first; null when only that one. */
    @Nullable
    List<String> offers;

    /** The dialect for clients whose own the host does not offer; null when it is the usual one. */
    @Nullable
    String translated;

    String path = "/chat/completions";
    ReasoningFacts.Thinks thinks = ReasoningFacts.Thinks.UNKNOWN;
    ReasoningFacts.Spelling spelling = ReasoningFacts.Spelling.NONE;

    @Nullable
    List<String> levels;

    Map<String, String> levelNames = Map.of();

    @Nullable
    String field;

    ReasoningFacts.Replay replay = ReasoningFacts.Replay.NEVER;

    @Nullable
    String whenMissing;

    ReasoningFacts.MissingIn missingIn = ReasoningFacts.MissingIn.TOOL_TURNS;

    @Nullable
    String tags;

    ReasoningFacts.@Nullable Budget thinkingBudget;

    @Nullable
    String offLevel;

    @Nullable
    String offWord;

    ReasoningFacts.Keep keep = ReasoningFacts.Keep.UNSUPPORTED;
    ReasoningFacts.ForcedChoice forcedChoice = ReasoningFacts.ForcedChoice.ALLOWED;

    @Nullable
    Long window;

    @Nullable
    Long maxOutput;

    Set<String> input = Set.of();
    boolean wide = true;
    boolean doneRequired;
    boolean usageUnasked;
    boolean mergedChoices;
    boolean cumulativeDeltas;
    Profile.EmptyContent emptyContent = Profile.EmptyContent.AS_GIVEN;

    @Nullable
    OutputBudget budget;

    @Nullable
    Pattern toolNames;

    @Nullable
    String keyHeader;

    Map<String, String> headers = Map.of();
    Map<String, String> mediaHeaders = Map.of();
    Map<String, String> toolResultHeaders = Map.of();
    Members body = Members.NONE;

    @Nullable
    DialectSwitch dialectSwitch;

    /** What holds only while that dialect is spoken; laid on this layer by whoever knows which it is. */
    final Map<String, Layer> dialects = new LinkedHashMap<>();

    final LabelList<Transform> transforms = new LabelList<>();
    final LabelList<FinalCheck> checks = new LabelList<>();
    final List<ErrorRule> errors = new ArrayList<>();
    private final Map<Parameter, Map<Rule.Slot, List<Rule>>> rules = new EnumMap<>(Parameter.class);
    private final Map<String, Source> sources = new HashMap<>();

    /** Notes that a setting is said, and where. */
    void say(String setting, Source source) {
        sources.put(setting, source);
    }

    /** Rules about one parameter: they replace all earlier ones of the slots they fill. */
    void rules(Parameter parameter, List<Rule> later) {
        Map<Rule.Slot, List<Rule>> bySlot = new EnumMap<>(Rule.Slot.class);
        for (Rule rule : later) {
            List<Rule> slot = bySlot.get(rule.slot());
            if (slot == null) {
                slot = new ArrayList<>();
                bySlot.put(rule.slot(), slot);
            }
            slot.add(rule);
        }
        replace(parameter, bySlot);
    }

    private void replace(Parameter parameter, Map<Rule.Slot, List<Rule>> later) {
        Map<Rule.Slot, List<Rule>> slots = rules.get(parameter);
        if (slots == null) {
            slots = new EnumMap<>(Rule.Slot.class);
            rules.put(parameter, slots);
        }
        slots.putAll(later);
    }

    /** Lays a more specific layer on this one, and on that what it says for the dialect that is spoken. */
    void lay(Layer later, String spokenDialect) {
        lay(later);
        Layer spoken = later.dialects.get(spokenDialect);
        if (spoken != null) {
            lay(spoken);
        }
    }

    /** Lays a more specific layer on this one: what it says counts from now on. */
    void lay(Layer later) {
        for (Map.Entry<Parameter, Map<Rule.Slot, List<Rule>>> entry : later.rules.entrySet()) {
            replace(entry.getKey(), entry.getValue());
        }
        transforms.lay(later.transforms);
        checks.lay(later.checks);
        errors.addAll(0, later.errors);
        for (Map.Entry<String, Source> said : later.sources.entrySet()) {
            take(said.getKey(), later);
            sources.put(said.getKey(), said.getValue());
        }
    }

    private void take(String setting, Layer later) {
        switch (setting) {
            case "dialect" -> dialect = later.dialect;
            case "offers" -> offers = later.offers;
            case "translated" -> translated = later.translated;
            case "path" -> path = later.path;
            case "reasoning/thinks" -> thinks = later.thinks;
            case "reasoning/spelling" -> spelling = later.spelling;
            case "reasoning/levels" -> levels = later.levels;
            case "reasoning/level-names" -> levelNames = later.levelNames;
            case "reasoning/field" -> field = later.field;
            case "reasoning/replay" -> replay = later.replay;
            case "reasoning/when-missing" -> whenMissing = later.whenMissing;
            case "reasoning/missing-in" -> missingIn = later.missingIn;
            case "reasoning/tags" -> tags = later.tags;
            case "reasoning/budget" -> thinkingBudget = later.thinkingBudget;
            case "reasoning/off-level" -> offLevel = later.offLevel;
            case "reasoning/off-word" -> offWord = later.offWord;
            case "reasoning/keep" -> keep = later.keep;
            case "reasoning/forced-choice" -> forcedChoice = later.forcedChoice;
            case "window" -> window = later.window;
            case "max-output" -> maxOutput = later.maxOutput;
            case "input" -> input = later.input;
            case "unknown-members" -> wide = later.wide;
            case "stream-end" -> doneRequired = later.doneRequired;
            case "deltas" -> cumulativeDeltas = later.cumulativeDeltas;
            case "media-headers" -> mediaHeaders = later.mediaHeaders;
            case "tool-result-headers" -> toolResultHeaders = later.toolResultHeaders;
            case "choices" -> mergedChoices = later.mergedChoices;
            case "stream-usage" -> usageUnasked = later.usageUnasked;
            case "empty-content" -> emptyContent = later.emptyContent;
            case "output-budget" -> budget = later.budget;
            case "tool-names" -> toolNames = later.toolNames;
            case "key-header" -> keyHeader = later.keyHeader;
            case "headers" -> headers = later.headers;
            case "body" -> body = body.withAll(later.body);
            case "dialect-switch" -> dialectSwitch = later.dialectSwitch;
            default -> {
                // A transform or check: taken with its list.
            }
        }
    }

    Profile profile(String host, String model, String spokenDialect) {
        Map<Parameter, List<Rule>> byParameter = new EnumMap<>(Parameter.class);
        for (Map.Entry<Parameter, Map<Rule.Slot, List<Rule>>> entry : rules.entrySet()) {
            List<Rule> inOrder = new ArrayList<>();
            for (List<Rule> slot : entry.getValue().values()) {
                inOrder.addAll(slot);
            }
            byParameter.put(entry.getKey(), List.copyOf(inOrder));
        }
        return new Profile(
                host,
                model,
                spokenDialect,
                path,
                Collections.unmodifiableMap(byParameter),
                new ReasoningFacts(
                        thinks,
                        spelling,
                        levels,
                        levelNames,
                        field,
                        replay,
                        whenMissing,
                        missingIn,
                        tags,
                        thinkingBudget,
                        offLevel,
                        offWord,
                        keep,
                        forcedChoice),
                new ModelFacts(window, maxOutput, input),
                transforms.chosen(),
                checks.chosen(),
                List.copyOf(errors),
                wide,
                doneRequired,
                usageUnasked,
                mergedChoices,
                cumulativeDeltas,
                emptyContent,
                budget,
                toolNames,
                keyHeader,
                new HostHeaders(headers, mediaHeaders, toolResultHeaders),
                body,
                dialectSwitch,
                Map.copyOf(sources));
    }
}

package dev.parlance.catalog;

import dev.parlance.core.catalog.ErrorRule;
import dev.parlance.core.catalog.ModelFacts;
import dev.parlance.core.catalog.OutputBudget;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.Rule;
import dev.parlance.core.catalog.Source;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.transform.FinalCheck;
import dev.parlance.core.transform.Transform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A profile while the layers are laid on it, the most general one first. Every setting remembers where it came from. Not thread-safe. */
final class ProfileDraft {
    String dialect;
    String path = "/chat/completions";
    ReasoningFacts.Thinks thinks = ReasoningFacts.Thinks.UNKNOWN;
    ReasoningFacts.Spelling spelling = ReasoningFacts.Spelling.NONE;
    @Nullable List<String> levels;
    Map<String, String> levelNames = Map.of();
    @Nullable String field;
    ReasoningFacts.Replay replay = ReasoningFacts.Replay.NEVER;
    @Nullable String whenMissing;
    ReasoningFacts.Keep keep = ReasoningFacts.Keep.UNSUPPORTED;
    ReasoningFacts.ForcedChoice forcedChoice = ReasoningFacts.ForcedChoice.ALLOWED;
    @Nullable Long window;
    @Nullable Long maxOutput;
    Set<String> input = Set.of();
    boolean wide = true;
    boolean doneRequired;
    Profile.EmptyContent emptyContent = Profile.EmptyContent.AS_GIVEN;
    @Nullable OutputBudget budget;
    @Nullable Pattern toolNames;
    final List<Transform> transforms = new ArrayList<>();
    final List<FinalCheck> checks = new ArrayList<>();
    private final List<ErrorRule> errors = new ArrayList<>();
    private final Map<Parameter, Map<Rule.Slot, List<Rule>>> rules = new EnumMap<>(Parameter.class);
    private final Map<String, Source> sources = new HashMap<>();

    ProfileDraft(String dialect) {
        this.dialect = dialect;
    }

    /** Notes where a setting comes from. */
    void from(String setting, Source source) {
        sources.put(setting, source);
    }

    /** Rules about one parameter: they replace all earlier ones of the slots they fill. */
    void rules(Parameter parameter, List<Rule> later) {
        Map<Rule.Slot, List<Rule>> slots = rules.computeIfAbsent(parameter, none -> new EnumMap<>(Rule.Slot.class));
        later.forEach(rule -> slots.put(rule.slot(), new ArrayList<>()));
        later.forEach(rule -> slots.computeIfAbsent(rule.slot(), none -> new ArrayList<>())
                .add(rule));
    }

    /** Error rules of a more specific layer: they are asked first. */
    void errors(List<ErrorRule> moreSpecific) {
        errors.addAll(0, moreSpecific);
    }

    Profile build(String host, String model) {
        Map<Parameter, List<Rule>> byParameter = new EnumMap<>(Parameter.class);
        rules.forEach((parameter, slots) -> byParameter.put(
                parameter, slots.values().stream().flatMap(List::stream).toList()));
        return new Profile(
                host,
                model,
                dialect,
                path,
                Collections.unmodifiableMap(byParameter),
                new ReasoningFacts(
                        thinks, spelling, levels, levelNames, field, replay, whenMissing, keep, forcedChoice),
                new ModelFacts(window, maxOutput, input),
                List.copyOf(transforms),
                List.copyOf(checks),
                List.copyOf(errors),
                wide,
                doneRequired,
                emptyContent,
                budget,
                toolNames,
                Map.copyOf(sources));
    }
}

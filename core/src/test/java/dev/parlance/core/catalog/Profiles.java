package dev.parlance.core.catalog;

import dev.parlance.core.catalog.ReasoningFacts.ForcedChoice;
import dev.parlance.core.catalog.ReasoningFacts.Keep;
import dev.parlance.core.catalog.ReasoningFacts.Replay;
import dev.parlance.core.catalog.ReasoningFacts.Spelling;
import dev.parlance.core.catalog.ReasoningFacts.Thinks;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.transform.FinalCheck;
import dev.parlance.core.transform.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds a profile by hand, one fact after another. Starts from a host that thinks by default and has no rules. */
public final class Profiles {
    private final String host;
    private final Map<Parameter, List<Rule>> rules = new EnumMap<>(Parameter.class);
    private Thinks thinks = Thinks.BY_DEFAULT;
    private Spelling spelling = Spelling.THINKING_OBJECT;
    private @Nullable List<String> levels;
    private Map<String, String> levelNames = Map.of();
    private Replay replay = Replay.OWN;
    private ReasoningFacts.MissingIn missingIn = ReasoningFacts.MissingIn.TOOL_TURNS;
    private ReasoningFacts.@Nullable Budget thinkingBudget;
    private @Nullable String offLevel;
    private @Nullable String offWord;
    private @Nullable String whenMissing;
    private Keep keep = Keep.UNSUPPORTED;
    private ForcedChoice forcedChoice = ForcedChoice.ALLOWED;
    private ModelFacts facts = ModelFacts.UNKNOWN;
    private List<Transform> transforms = List.of();
    private List<FinalCheck> checks = List.of();
    private @Nullable OutputBudget budget;
    private @Nullable Pattern toolNames;
    private String dialect = "openai-chat";

    private Profiles(String host) {
        this.host = host;
    }

    /** A profile of that host. */
    public static Profiles of(String host) {
        return new Profiles(host);
    }

    /** Native Kimi K2.6: thinks by default, replays its own reasoning, refuses tool turns without. */
    public static Profiles kimi() {
        return of("moonshot").whenMissing("").keep(Keep.ON_REQUEST).forcedChoice(ForcedChoice.REFUSED);
    }

    /** A source for rules. */
    public static Source source(String pointer) {
        return new Source("hosts/test.json", pointer, "because of " + pointer, "seen");
    }

    public Profiles rule(Rule rule) {
        rules.computeIfAbsent(rule.parameter(), unused -> new ArrayList<>()).add(rule);
        rules.get(rule.parameter()).sort((one, other) -> one.slot().compareTo(other.slot()));
        return this;
    }

    public Profiles thinks(Thinks value) {
        thinks = value;
        return this;
    }

    public Profiles spelling(Spelling value) {
        spelling = value;
        return this;
    }

    public Profiles levels(String... words) {
        levels = Arrays.asList(words);
        return this;
    }

    public Profiles levelNames(Map<String, String> names) {
        levelNames = names;
        return this;
    }

    public Profiles replay(Replay value) {
        replay = value;
        return this;
    }

    public Profiles whenMissing(@Nullable String value) {
        whenMissing = value;
        return this;
    }

    public Profiles keep(Keep value) {
        keep = value;
        return this;
    }

    public Profiles forcedChoice(ForcedChoice value) {
        forcedChoice = value;
        return this;
    }

    public Profiles facts(@Nullable Long window, @Nullable Long maxOutput) {
        facts = new ModelFacts(window, maxOutput, Set.of());
        return this;
    }

    public Profiles transforms(Transform... values) {
        transforms = List.of(values);
        return this;
    }

    public Profiles checks(FinalCheck... values) {
        checks = List.of(values);
        return this;
    }

    public Profiles budget(OutputBudget value) {
        budget = value;
        return this;
    }

    public Profiles missingIn(ReasoningFacts.MissingIn turns) {
        missingIn = turns;
        return this;
    }

    public Profiles thinkingBudget(ReasoningFacts.Budget range) {
        thinkingBudget = range;
        return this;
    }

    public Profiles offWord(String word) {
        offWord = word;
        return this;
    }

    public Profiles offLevel(String level) {
        offLevel = level;
        return this;
    }

    public Profiles dialect(String name) {
        dialect = name;
        return this;
    }

    public Profiles toolNames(String pattern) {
        toolNames = Pattern.compile(pattern);
        return this;
    }

    /** The profile. */
    public Profile profile() {
        return new Profile(
                host,
                "test-model",
                dialect,
                "/chat/completions",
                rules,
                new ReasoningFacts(
                        thinks,
                        spelling,
                        levels,
                        levelNames,
                        "reasoning_content",
                        replay,
                        whenMissing,
                        missingIn,
                        null,
                        thinkingBudget,
                        offLevel,
                        offWord,
                        keep,
                        forcedChoice),
                facts,
                transforms,
                checks,
                List.of(),
                true,
                false,
                false,
                false,
                false,
                Profile.EmptyContent.AS_GIVEN,
                budget,
                toolNames,
                null,
                HostHeaders.NONE,
                Members.NONE,
                null,
                Map.of());
    }
}

package dev.parlance.core.catalog;

import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.transform.FinalCheck;
import dev.parlance.core.transform.Transform;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The resolved answer for one model at one host: every rule, spelling and limit, each with its origin. Immutable and thread-safe.
 *
 * @param host the host's name in the catalog
 * @param model the model's or deployment's name as the caller gave it
 * @param dialect the dialect the host speaks for this model
 * @param path the path of the generation call below the base URL, for example {@code /chat/completions}
 * @param rules the rules by parameter, gates before values before names
 * @param transforms changes to the conversation, in the order of the catalog
 * @param checks looks at the effective request after all else
 * @param errors how the host's errors are understood, most specific first
 * @param wide whether members that nobody defines are sent on; a narrow host gets known ones only
 * @param doneRequired whether only the end marker ends a stream; else a finish reason will do
 * @param usageUnasked whether a stream always ends with usage, so that asking for it is needless or even refused
 * @param mergedChoices whether one answer may spread over several choices
 * @param cumulativeDeltas whether deltas may hold all that came so far
 * @param emptyContent what stands for the text of a turn that only calls tools
 * @param budget keeps the output within a shared window, or null
 * @param toolNames what the host takes as the name of a tool, or null when it has no rule of its own
 * @param keyHeader the header in which this route wants the key, or null for that of the host
 * @param headers what the host wants besides the usual headers
 * @param body members that are sent unless the caller's extra body says otherwise
 * @param dialectSwitch where requests go that this dialect refuses at this host, or null
 * @param sources where each setting that is not a rule comes from, by its name in the catalog
 */
public record Profile(
        String host,
        String model,
        String dialect,
        String path,
        Map<Parameter, List<Rule>> rules,
        ReasoningFacts reasoning,
        ModelFacts facts,
        List<Transform> transforms,
        List<FinalCheck> checks,
        List<ErrorRule> errors,
        boolean wide,
        boolean doneRequired,
        boolean usageUnasked,
        boolean mergedChoices,
        boolean cumulativeDeltas,
        EmptyContent emptyContent,
        @Nullable OutputBudget budget,
        @Nullable Pattern toolNames,
        @Nullable String keyHeader,
        HostHeaders headers,
        Members body,
        @Nullable DialectSwitch dialectSwitch,
        Map<String, Source> sources) {

    /** What stands for the text of an assistant turn that only calls tools. */
    public enum EmptyContent implements ReasoningFacts.Labelled {
        /** What the caller wrote; null when it was built in code. */
        AS_GIVEN,
        /** {@code null}. */
        NULL,
        /** No member. */
        OMIT
    }

    /** A profile that knows nothing: everything the dialect defines is forwarded. */
    public static Profile unknown(String host, String model, String dialect) {
        return new Profile(
                host,
                model,
                dialect,
                "/chat/completions",
                Map.of(),
                ReasoningFacts.UNKNOWN,
                ModelFacts.UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                true,
                false,
                false,
                false,
                false,
                EmptyContent.AS_GIVEN,
                null,
                null,
                null,
                HostHeaders.NONE,
                Members.NONE,
                null,
                Map.of());
    }

    /** The rules about one parameter; empty means forward. */
    public List<Rule> rulesFor(Parameter parameter) {
        return rules.getOrDefault(parameter, List.of());
    }

    /** The largest output budget in tokens that the host takes for the model, or null where it takes any or nobody knows. */
    public @Nullable Long outputLimit() {
        return checks.contains(FinalCheck.OUTPUT_LIMIT) ? facts.maxOutput() : null;
    }

    /** Where a setting comes from; when the catalog is silent, the built-in default. */
    public Source source(String setting) {
        return sources.getOrDefault(setting, new Source("defaults", setting, null, null));
    }
}

package dev.parlance.dialects.gemini;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code thinkingConfig} says.
 *
 * @param wish the wish about thinking, or null for none
 * @param shown whether thoughts are to be shown, or null when it does not say
 * @param others members without a neutral form
 * @param adjustments the wish that did not count, where two disagreed
 */
record ThinkingConfig(@Nullable Thinking wish, @Nullable Boolean shown, Members others, List<Adjustment> adjustments) {
    static final String LEVEL = "thinkingLevel";
    static final String BUDGET = "thinkingBudget";
    static final String INCLUDE = "includeThoughts";

    /** Zero switches thinking off, and so much leaves it to the model. */
    static final int DYNAMIC = -1;

    /** @throws dev.parlance.core.error.ParlanceException.InvalidRequest when a member has the wrong type */
    static ThinkingConfig read(JsonObject config) {
        JsonObject members = Names.camel(config);
        Thinking level = level(members.get(LEVEL));
        Thinking budget = budget(members.get(BUDGET));
        Members others = Members.NONE;
        for (var member : members.members().entrySet()) {
            boolean known = List.of(LEVEL, BUDGET, INCLUDE).contains(member.getKey());
            if (!known && !(member.getValue() instanceof JsonNull)) {
                others = others.with(member.getKey(), RawJson.of(member.getValue()));
            }
        }
        // An explicit off and a number say more than a word; a dynamic budget says less.
        boolean byLevel = level != null && (budget == null || budget instanceof Thinking.On);
        List<Adjustment> adjustments =
                level == null || budget == null || byLevel ? List.of() : List.of(dropped(level, budget));
        return new ThinkingConfig(byLevel ? level : budget, shown(members.get(INCLUDE)), others, adjustments);
    }

    private static @Nullable Thinking level(@Nullable JsonValue value) {
        return switch (value) {
            case null -> null;
            case JsonNull nothing -> null;
            case JsonString(String word) when word.isBlank() || word.equals("THINKING_LEVEL_UNSPECIFIED") -> null;
            case JsonString(String word) -> new Thinking.Effort(word.strip().toLowerCase(Locale.ROOT));
            default -> throw BadRequest.of(Parameter.THINKING.label(), "thinkingLevel must be a string");
        };
    }

    private static @Nullable Thinking budget(@Nullable JsonValue value) {
        if (value == null || value instanceof JsonNull) {
            return null;
        }
        Long tokens = Numbers.whole(value);
        if (tokens == null || tokens < DYNAMIC || tokens > Integer.MAX_VALUE) {
            throw BadRequest.of(
                    Parameter.THINKING.label(),
                    "thinkingBudget must be a whole number: tokens, 0 for no thinking, -1 for as much as the model likes");
        }
        return switch (tokens.intValue()) {
            case 0 -> new Thinking.Off();
            case DYNAMIC -> new Thinking.On();
            default -> new Thinking.Budget(tokens.intValue());
        };
    }

    private static @Nullable Boolean shown(@Nullable JsonValue value) {
        return switch (value) {
            case null -> null;
            case JsonNull nothing -> null;
            case JsonBoolean(boolean shown) -> shown;
            default -> throw BadRequest.of(Parameter.THINKING_SUMMARY.label(), "includeThoughts must be true or false");
        };
    }

    private static Adjustment dropped(Thinking level, Thinking budget) {
        return new Adjustment(
                Parameter.THINKING.label(),
                Adjustment.Kind.DROPPED,
                JsonValue.of(level.word()),
                JsonValue.of(budget.word()),
                "inbound/" + Names.DIALECT + "#" + LEVEL,
                "The request gives a level and a budget; an explicit off counts first, then the more specific.",
                null);
    }
}

package dev.parlance.dialects.openaichat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a request says about thinking in the spellings of all the dialect's relatives, and settles which wish counts: an explicit
 * off, then the more specific one. Not thread-safe.
 */
final class ThinkingWishes {
    /** The wire members that speak of thinking. */
    static final Set<String> MEMBERS =
            Set.of("reasoning_effort", "enable_thinking", "thinking_budget", "thinking", "reasoning");

    private static final Set<String> OFF_WORDS = Set.of("none", "off", "disabled");
    private static final Set<String> NO_KEEP = Set.of("0", "false", "no", "off", "none", "null", "");
    private static final Set<String> UNDERSTOOD =
            Set.of("type", "budget_tokens", "effort", "keep", "max_tokens", "enabled");

    private final List<Wish> wishes = new ArrayList<>();
    private final List<Adjustment> adjustments = new ArrayList<>();
    private @Nullable JsonValue keep;

    private record Wish(String member, JsonValue asked, Thinking thinking) {
        int weight() {
            return switch (thinking) {
                case Thinking.Off off -> 4;
                case Thinking.Budget budget -> 3;
                case Thinking.Effort effort -> 2;
                case Thinking.On on -> 1;
                case Thinking.Default none -> 0;
            };
        }
    }

    /**
     * Takes the wish of one of {@link #MEMBERS}.
     *
     * @throws IllegalArgumentException when its type is wrong
     */
    void accept(String member, JsonValue value) {
        switch (member) {
            case "reasoning_effort" -> effort(member, value, "reasoning_effort must be a string");
            case "enable_thinking" -> flag(member, value);
            case "thinking_budget" -> budget(member, value, "thinking_budget");
            case "thinking" -> object(member, value, "budget_tokens");
            case "reasoning" -> object(member, value, "max_tokens");
            default -> throw new IllegalArgumentException(member + " does not speak of thinking");
        }
    }

    /** The wish that counts. */
    Thinking strongest() {
        Wish best = best();
        return best == null ? new Thinking.Default() : best.thinking();
    }

    /** What {@code thinking.keep} said: {@code "all"} or another word, false for an explicit no, null when it said nothing. */
    @Nullable
    JsonValue keep() {
        return keep;
    }

    /** The wishes and members that do not count, as adjustments. */
    List<Adjustment> adjustments() {
        List<Adjustment> all = new ArrayList<>(adjustments);
        Wish best = best();
        if (best == null) {
            return all;
        }
        for (Wish wish : wishes) {
            // A plain "on" beside a level or budget says nothing else.
            boolean contradicts = wish != best
                    && !wish.thinking().equals(best.thinking())
                    && !(wish.thinking() instanceof Thinking.On && !(best.thinking() instanceof Thinking.Off));
            if (contradicts) {
                all.add(new Adjustment(
                        Parameter.THINKING.label(),
                        Adjustment.Kind.DROPPED,
                        wish.asked(),
                        JsonValue.of(best.thinking().word()),
                        "inbound/" + Names.DIALECT + "#" + wish.member(),
                        "The request says two things about thinking; an explicit off counts first, then the more specific.",
                        null));
            }
        }
        return all;
    }

    private @Nullable Wish best() {
        Wish best = null;
        for (Wish wish : wishes) {
            if (best == null || wish.weight() > best.weight()) {
                best = wish;
            }
        }
        return best;
    }

    private void effort(String member, JsonValue value, String fault) {
        switch (value) {
            case JsonString(String level)
            when !level.isBlank() ->
                add(
                        member,
                        value,
                        OFF_WORDS.contains(level.toLowerCase(Locale.ROOT))
                                ? new Thinking.Off()
                                : new Thinking.Effort(level.strip()));
            case JsonNull nothing -> {}
            default -> throw new IllegalArgumentException(fault);
        }
    }

    private void flag(String member, JsonValue value) {
        switch (value) {
            case JsonBoolean(boolean on) -> add(member, value, on ? new Thinking.On() : new Thinking.Off());
            case JsonNull nothing -> {}
            default -> throw new IllegalArgumentException(member + " must be true or false");
        }
    }

    private void budget(String member, JsonValue value, String name) {
        if (value instanceof JsonNull) {
            return;
        }
        Long tokens = value instanceof JsonNumber number ? number.wholeNumber() : null;
        if (tokens == null || tokens < 0 || tokens > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " must be a whole number, 0 or more");
        }
        add(member, value, tokens == 0 ? new Thinking.Off() : new Thinking.Budget(tokens.intValue()));
    }

    private void object(String member, JsonValue value, String budgetName) {
        switch (value) {
            case JsonNull nothing -> {}
            case JsonBoolean flag -> flag(member, flag);
            case JsonObject object -> {
                type(member, object);
                present(object, "enabled", enabled -> flag(member + ".enabled", enabled));
                present(
                        object,
                        "effort",
                        level -> effort(member + ".effort", level, member + ".effort must be a string"));
                present(
                        object,
                        budgetName,
                        tokens -> budget(member + "." + budgetName, tokens, member + "." + budgetName));
                present(object, "keep", this::keep);
                reportUnknown(member, object);
            }
            default -> throw new IllegalArgumentException(member + " must be an object");
        }
    }

    private void type(String member, JsonObject object) {
        JsonValue type = object.get("type");
        if (type == null) {
            return;
        }
        switch (type instanceof JsonString(String word) ? word : "") {
            case "disabled" -> add(member + ".type", type, new Thinking.Off());
            case "enabled", "adaptive" -> add(member + ".type", type, new Thinking.On());
            default -> throw new IllegalArgumentException(member + ".type must be \"enabled\" or \"disabled\"");
        }
    }

    private void keep(JsonValue value) {
        keep = switch (value) {
            case JsonString(String word) ->
                NO_KEEP.contains(word.strip().toLowerCase(Locale.ROOT)) ? JsonValue.of(false) : value;
            case JsonBoolean(boolean on) -> on ? JsonValue.of("all") : value;
            default -> JsonValue.of(false);
        };
    }

    private void reportUnknown(String member, JsonObject object) {
        object.members().forEach((name, value) -> {
            if (!UNDERSTOOD.contains(name)) {
                adjustments.add(new Adjustment(
                        Parameter.THINKING.label(),
                        Adjustment.Kind.DROPPED,
                        JsonValue.object(name, value),
                        null,
                        "inbound/" + Names.DIALECT + "#" + member,
                        "This member of " + member
                                + " has no neutral meaning; send it in the extra body of a host that takes it.",
                        null));
            }
        });
    }

    private interface Taker {
        void take(JsonValue value);
    }

    private static void present(JsonObject object, String name, Taker taker) {
        JsonValue value = object.get(name);
        if (value != null) {
            taker.take(value);
        }
    }

    private void add(String member, JsonValue asked, Thinking thinking) {
        wishes.add(new Wish(member, asked, thinking));
    }
}

package dev.parlance.core.catalog;

import dev.parlance.core.catalog.ReasoningFacts.Spelling;
import dev.parlance.core.catalog.ReasoningFacts.Thinks;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.wire.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the neutral wish about thinking into what the host can be told, and works out whether the model will think. */
final class ThinkingNegotiation {
    /** Effort words from least to most, to find the nearest one a model takes. */
    private static final List<String> SCALE = List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

    /**
     * @param spelled the wish to put on the wire, or null for nothing
     * @param on whether the model will think
     */
    record Outcome(@Nullable Thinking spelled, boolean on) {}

    private final Profile profile;
    private final ReasoningFacts reasoning;
    private final AdjustmentLog log;

    ThinkingNegotiation(Profile profile, AdjustmentLog log) {
        this.profile = profile;
        this.reasoning = profile.reasoning();
        this.log = log;
    }

    /** @param room tokens of the answer, thinking included, or null when nobody bounded them */
    Outcome settle(Thinking wish, @Nullable Long room) {
        if (reasoning.spelling() == Spelling.BUDGET && reasoning.thinks() != Thinks.NEVER) {
            return new ThinkingBudget(profile, log).settle(wish, room);
        }
        return switch (wish) {
            case Thinking.Default none ->
                new Outcome(null, reasoning.thinks() == Thinks.ALWAYS || reasoning.thinks() == Thinks.BY_DEFAULT);
            case Thinking.Off off -> off(off);
            case Thinking.On on -> on(on);
            case Thinking.Effort effort -> effort(effort);
            case Thinking.Budget budget -> on(budget);
        };
    }

    private Outcome off(Thinking wish) {
        if (reasoning.thinks() == Thinks.NEVER) {
            return new Outcome(null, false);
        }
        String offLevel = reasoning.offLevel();
        if (offLevel != null) {
            Thinking least = new Thinking.Effort(offLevel);
            report(
                    Adjustment.Kind.MAPPED,
                    wish,
                    least,
                    "reasoning/off-level",
                    "The model cannot stop thinking; this is the least it does.");
            return new Outcome(least, true);
        }
        if (reasoning.thinks() == Thinks.ALWAYS) {
            report(
                    Adjustment.Kind.DROPPED,
                    wish,
                    null,
                    "reasoning/thinks",
                    "The model always thinks; it cannot be told not to.");
            return new Outcome(null, true);
        }
        String offWord = reasoning.offWord();
        if (offWord != null && isObject(reasoning.spelling())) {
            reportWord(
                    Adjustment.Kind.MAPPED,
                    wish,
                    JsonValue.of(offWord),
                    "reasoning/off-word",
                    "The model cannot be told not to think at all; this is the nearest.");
            return new Outcome(wish, false);
        }
        List<String> levels = reasoning.levels();
        return switch (reasoning.spelling()) {
            case THINKING_OBJECT,
                    THINKING_OBJECT_WITH_EFFORT,
                    THINKING_OBJECT_AND_EFFORT,
                    REASONING_OBJECT,
                    ADAPTIVE,
                    BUDGET -> new Outcome(wish, false);
            case REASONING_EFFORT -> {
                if (levels != null && levels.contains("none")) {
                    yield new Outcome(new Thinking.Effort("none"), false);
                }
                if (levels != null && levels.contains("minimal")) {
                    Thinking least = new Thinking.Effort("minimal");
                    report(
                            Adjustment.Kind.MAPPED,
                            wish,
                            least,
                            "reasoning/levels",
                            "The model cannot stop thinking; this is the least it does.");
                    yield new Outcome(least, true);
                }
                yield offWithoutWord(wish);
            }
            case NONE -> offWithoutWord(wish);
        };
    }

    private static boolean isObject(Spelling spelling) {
        return switch (spelling) {
            case THINKING_OBJECT, THINKING_OBJECT_WITH_EFFORT, THINKING_OBJECT_AND_EFFORT, ADAPTIVE -> true;
            case NONE, REASONING_EFFORT, REASONING_OBJECT, BUDGET -> false;
        };
    }

    private Outcome offWithoutWord(Thinking wish) {
        if (reasoning.thinks() != Thinks.ON_REQUEST) {
            report(
                    Adjustment.Kind.DROPPED,
                    wish,
                    null,
                    "reasoning/spelling",
                    "The host has no word for switching thinking off; nothing is sent about it.");
        }
        // What cannot be switched off goes on.
        return new Outcome(null, reasoning.thinks() == Thinks.BY_DEFAULT);
    }

    private Outcome on(Thinking wish) {
        return switch (reasoning.thinks()) {
            case NEVER -> {
                report(Adjustment.Kind.DROPPED, wish, null, "reasoning/thinks", "The model does not think.");
                yield new Outcome(null, false);
            }
            case ALWAYS -> {
                dropBudget(wish);
                yield new Outcome(null, true);
            }
            case BY_DEFAULT, ON_REQUEST, UNKNOWN -> spelledOn(wish);
        };
    }

    private Outcome spelledOn(Thinking wish) {
        boolean byDefault = reasoning.thinks() == Thinks.BY_DEFAULT;
        return switch (reasoning.spelling()) {
            case THINKING_OBJECT, THINKING_OBJECT_WITH_EFFORT, THINKING_OBJECT_AND_EFFORT, ADAPTIVE, BUDGET -> {
                dropBudget(wish);
                yield new Outcome(new Thinking.On(), true);
            }
            case REASONING_OBJECT -> new Outcome(wish, true);
            case REASONING_EFFORT -> {
                List<String> levels = reasoning.levels();
                if (!byDefault && levels != null && levels.contains("medium")) {
                    Thinking middle = new Thinking.Effort("medium");
                    report(
                            Adjustment.Kind.MAPPED,
                            wish,
                            middle,
                            "reasoning/levels",
                            "The model thinks only when an effort is named.");
                    yield new Outcome(middle, true);
                }
                if (!byDefault) {
                    report(
                            Adjustment.Kind.DROPPED,
                            wish,
                            null,
                            "reasoning/spelling",
                            "The host takes effort words only, and none was given.");
                } else {
                    dropBudget(wish);
                }
                yield new Outcome(null, byDefault);
            }
            case NONE -> {
                if (byDefault) {
                    dropBudget(wish);
                } else {
                    report(
                            Adjustment.Kind.DROPPED,
                            wish,
                            null,
                            "reasoning/spelling",
                            "The host has no word for switching thinking on; nothing is sent about it.");
                }
                yield new Outcome(null, byDefault);
            }
        };
    }

    private Outcome effort(Thinking.Effort wish) {
        if (reasoning.thinks() == Thinks.NEVER) {
            report(Adjustment.Kind.DROPPED, wish, null, "reasoning/thinks", "The model does not think.");
            return new Outcome(null, false);
        }
        if (wish.level().equals("none") && !takesNone()) {
            return off(new Thinking.Off());
        }
        return switch (reasoning.spelling()) {
            case NONE -> {
                report(
                        Adjustment.Kind.DROPPED,
                        wish,
                        null,
                        "reasoning/spelling",
                        "The host has no word for the effort; nothing is sent about it.");
                yield new Outcome(null, onUnlessOnRequest());
            }
            case THINKING_OBJECT -> {
                if (reasoning.thinks() == Thinks.ALWAYS) {
                    report(Adjustment.Kind.DROPPED, wish, null, "reasoning/spelling", "The model knows no levels.");
                    yield new Outcome(null, true);
                }
                Thinking on = new Thinking.On();
                report(
                        Adjustment.Kind.MAPPED,
                        wish,
                        on,
                        "reasoning/spelling",
                        "The model thinks or does not; it knows no levels.");
                yield new Outcome(on, true);
            }
            case THINKING_OBJECT_WITH_EFFORT,
                    THINKING_OBJECT_AND_EFFORT,
                    REASONING_EFFORT,
                    REASONING_OBJECT,
                    ADAPTIVE,
                    BUDGET -> level(wish);
        };
    }

    private boolean takesNone() {
        List<String> levels = reasoning.levels();
        if (reasoning.spelling() != Spelling.REASONING_EFFORT) {
            return false;
        }
        // Where no levels are known the word is one of the dialect's own; only Responses has it.
        return levels == null
                ? profile.dialect().equals("openai-responses") && reasoning.thinks() != Thinks.ALWAYS
                : levels.contains("none");
    }

    private Outcome level(Thinking.Effort wish) {
        List<String> levels = reasoning.levels();
        if (levels == null || levels.contains(wish.level()) || log.policy().forwards()) {
            return new Outcome(wish, !wish.level().equals("none"));
        }
        if (levels.isEmpty() && reasoning.spelling() == Spelling.ADAPTIVE) {
            Thinking on = new Thinking.On();
            report(Adjustment.Kind.MAPPED, wish, on, "reasoning/levels", "The model knows no levels.");
            return new Outcome(on, true);
        }
        if (levels.isEmpty()) {
            report(Adjustment.Kind.DROPPED, wish, null, "reasoning/levels", "The model knows no levels.");
            return new Outcome(null, onUnlessOnRequest());
        }
        String named = reasoning.levelNames().get(wish.level());
        String nearest = named == null ? nearest(wish.level(), levels) : named;
        if (nearest == null) {
            report(
                    Adjustment.Kind.DROPPED,
                    wish,
                    null,
                    "reasoning/levels",
                    "The model takes " + String.join(", ", levels) + "; a newer word can be sent in the extra body.");
            return new Outcome(null, onUnlessOnRequest());
        }
        Thinking sent = new Thinking.Effort(nearest);
        report(
                Adjustment.Kind.MAPPED,
                wish,
                sent,
                "reasoning/levels",
                "The model takes " + String.join(", ", levels) + ".");
        return new Outcome(sent, !nearest.equals("none"));
    }

    private boolean onUnlessOnRequest() {
        return reasoning.thinks() == Thinks.ALWAYS || reasoning.thinks() == Thinks.BY_DEFAULT;
    }

    /** The level that is nearest on the scale, the lower one of two; {@code none} never stands in for a wish to think. */
    private static @Nullable String nearest(String level, List<String> levels) {
        int wanted = SCALE.indexOf(level);
        if (wanted < 0) {
            return null;
        }
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (int place = 1; place < SCALE.size(); place++) {
            int distance = Math.abs(place - wanted);
            if (levels.contains(SCALE.get(place)) && distance < bestDistance) {
                best = SCALE.get(place);
                bestDistance = distance;
            }
        }
        return best;
    }

    private void dropBudget(Thinking wish) {
        if (wish instanceof Thinking.Budget) {
            report(
                    Adjustment.Kind.MAPPED,
                    wish,
                    new Thinking.On(),
                    "reasoning/spelling",
                    "The host takes no thinking budget; the output budget bounds thinking too.");
        }
    }

    private void report(Adjustment.Kind kind, Thinking asked, @Nullable Thinking sent, String setting, String reason) {
        reportWord(kind, asked, sent == null ? null : JsonValue.of(sent.word()), setting, reason);
    }

    private void reportWord(
            Adjustment.Kind kind, Thinking asked, @Nullable JsonValue sent, String setting, String reason) {
        log.add(Adjustment.of(
                        Parameter.THINKING.label(), kind, JsonValue.of(asked.word()), sent, profile.source(setting))
                .because(reason));
    }
}

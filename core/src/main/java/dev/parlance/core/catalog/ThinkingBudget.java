package dev.parlance.core.catalog;

import dev.parlance.core.catalog.ReasoningFacts.Thinks;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.wire.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Thinking wishes for models that want a number of tokens. An effort word becomes a share of the room for the whole answer, for thinking
 * counts against the output budget.
 *
 * <p>Source of the shares: vercel/ai, mapReasoningToProviderBudget (2026-08): 2, 10, 30, 60 and 90 percent.
 */
final class ThinkingBudget {
    private static final Map<String, Integer> PERCENT =
            Map.of("minimal", 2, "low", 10, "medium", 30, "high", 60, "xhigh", 90, "max", 90);

    private static final int USUAL_PERCENT = 30;

    /** What a model writes at most where nobody told. */
    private static final long USUAL_ROOM = 64_000;

    /** The part of a bounded answer that is kept for the answer itself, in percent. */
    private static final int KEPT_FOR_TEXT = 10;

    private static final ReasoningFacts.Budget ANY = new ReasoningFacts.Budget(1, Integer.MAX_VALUE, true, false);

    private final Profile profile;
    private final ReasoningFacts.Budget range;
    private final AdjustmentLog log;

    ThinkingBudget(Profile profile, AdjustmentLog log) {
        this.profile = profile;
        this.log = log;
        ReasoningFacts.Budget known = profile.reasoning().budget();
        this.range = known == null ? ANY : known;
    }

    ThinkingNegotiation.Outcome settle(Thinking wish, @Nullable Long room) {
        return switch (wish) {
            case Thinking.Default none -> new ThinkingNegotiation.Outcome(null, byDefault());
            case Thinking.Off off -> off(off);
            case Thinking.On on ->
                range.dynamic() ? new ThinkingNegotiation.Outcome(on, true) : tokens(on, share("medium", room), room);
            case Thinking.Effort effort when effort.level().equals("none") -> off(effort);
            case Thinking.Effort effort -> tokens(effort, share(effort.level(), room), room);
            case Thinking.Budget budget -> tokens(budget, budget.tokens(), room);
        };
    }

    private boolean byDefault() {
        Thinks thinks = profile.reasoning().thinks();
        return thinks == Thinks.ALWAYS || thinks == Thinks.BY_DEFAULT;
    }

    private ThinkingNegotiation.Outcome off(Thinking wish) {
        if (range.zero()) {
            return new ThinkingNegotiation.Outcome(new Thinking.Off(), false);
        }
        Thinking least = new Thinking.Budget(range.min());
        report(Adjustment.Kind.MAPPED, wish, least, "The model cannot stop thinking; this is the least it takes.");
        return new ThinkingNegotiation.Outcome(least, true);
    }

    private ThinkingNegotiation.Outcome tokens(Thinking wish, long wanted, @Nullable Long room) {
        long most = range.max();
        if (room != null) {
            // Whoever names a number knows how much is left for the answer.
            long kept = wish instanceof Thinking.Budget ? 1 : Math.max(1, room * KEPT_FOR_TEXT / 100);
            most = Math.min(most, room - kept);
        }
        if (most < range.min()) {
            report(
                    Adjustment.Kind.DROPPED,
                    wish,
                    null,
                    "The output budget of " + room + " tokens has no room for the least thinking budget, " + range.min()
                            + " tokens; raise max-output-tokens.");
            return range.zero()
                    ? new ThinkingNegotiation.Outcome(new Thinking.Off(), false)
                    : new ThinkingNegotiation.Outcome(null, byDefault());
        }
        Thinking sent = new Thinking.Budget((int) Math.clamp(wanted, range.min(), most));
        if (!sent.equals(wish)) {
            report(
                    wish instanceof Thinking.Budget ? Adjustment.Kind.CLAMPED : Adjustment.Kind.MAPPED,
                    wish,
                    sent,
                    "The model takes a thinking budget of " + range.min() + " to " + range.max()
                            + " tokens, within the output budget.");
        }
        return new ThinkingNegotiation.Outcome(sent, true);
    }

    private long share(String level, @Nullable Long room) {
        Long maxOutput = profile.facts().maxOutput();
        long whole = room != null ? room : maxOutput != null ? maxOutput : USUAL_ROOM;
        return whole * PERCENT.getOrDefault(level, USUAL_PERCENT) / 100;
    }

    private void report(Adjustment.Kind kind, Thinking asked, @Nullable Thinking sent, String reason) {
        log.add(Adjustment.of(
                        Parameter.THINKING.label(),
                        kind,
                        JsonValue.of(asked.word()),
                        sent == null ? null : JsonValue.of(sent.word()),
                        profile.source("reasoning/budget"))
                .because(reason));
    }
}

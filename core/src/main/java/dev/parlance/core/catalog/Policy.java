package dev.parlance.core.catalog;

import java.util.EnumSet;
import java.util.Set;

/**
 * How far Parlance may go on the caller's behalf.
 *
 * @param refused kinds of adjustment that become an error before any byte leaves
 * @param foreignReasoningAsText whether reasoning of another host is turned into text instead of being dropped
 * @param repairsToolResults whether calls without a result get one that says so, instead of being refused
 * @param recoversTextCalls whether tool calls that a weak model writes as text are taken for calls
 * @param forwards whether parameters go to the host as they were asked, whatever the catalog knows of it; what the host says then is its
 *     own affair. What has to be respelled still is, a wish about thinking above all, and the conversation is still brought into the
 *     host's form: that is reported as ever.
 */
public record Policy(
        Set<Adjustment.Kind> refused,
        boolean foreignReasoningAsText,
        boolean repairsToolResults,
        boolean recoversTextCalls,
        boolean forwards) {
    /** Adjust and report. */
    public static final Policy ADAPT = new Policy(Set.of(), false);

    /** Refuse everything that would lose or change what the caller asked; additions and repairs stay allowed, for they lose nothing. */
    public static final Policy STRICT = new Policy(
            EnumSet.of(Adjustment.Kind.DROPPED, Adjustment.Kind.MAPPED, Adjustment.Kind.CLAMPED, Adjustment.Kind.FIXED),
            false);

    /** Send parameters as they were asked: no rule leaves one out, maps, clamps, fixes or refuses it. Only what a host cannot do without is put in. */
    public static final Policy PASSTHROUGH = new Policy(Set.of(), false, false, false, true);

    public Policy {
        refused = Set.copyOf(refused);
    }

    /** Without the repairs that must be asked for. */
    public Policy(Set<Adjustment.Kind> refused, boolean foreignReasoningAsText) {
        this(refused, foreignReasoningAsText, false, false, false);
    }

    /** The same with reasoning of other hosts turned into text. */
    public Policy withForeignReasoningAsText() {
        return new Policy(refused, true, repairsToolResults, recoversTextCalls, forwards);
    }

    /** The same with results put in for calls that have none. */
    public Policy withRepairedToolResults() {
        return new Policy(refused, foreignReasoningAsText, true, recoversTextCalls, forwards);
    }

    /** The same with tool calls recovered from text. */
    public Policy withTextCallsRecovered() {
        return new Policy(refused, foreignReasoningAsText, repairsToolResults, true, forwards);
    }
}

package dev.parlance.core.catalog;

import java.util.EnumSet;
import java.util.Set;

/**
 * How far Parlance may go on the caller's behalf.
 *
 * @param refused kinds of adjustment that become an error before any byte leaves
 * @param foreignReasoningAsText whether reasoning of another host is turned into text instead of being dropped
 */
public record Policy(Set<Adjustment.Kind> refused, boolean foreignReasoningAsText) {
    /** Adjust and report. */
    public static final Policy ADAPT = new Policy(Set.of(), false);

    /** Refuse everything that would lose or change what the caller asked; additions and repairs stay allowed, for they lose nothing. */
    public static final Policy STRICT = new Policy(
            EnumSet.of(Adjustment.Kind.DROPPED, Adjustment.Kind.MAPPED, Adjustment.Kind.CLAMPED, Adjustment.Kind.FIXED),
            false);

    public Policy {
        refused = Set.copyOf(refused);
    }
}

package dev.parlance.core.catalog;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.util.ArrayList;
import java.util.List;

/** Collects the adjustments of one request and enforces the policy. Not thread-safe. */
public final class AdjustmentLog {
    private final Policy policy;
    private final List<Adjustment> adjustments = new ArrayList<>();

    /** An empty log under that policy. */
    public AdjustmentLog(Policy policy) {
        this.policy = policy;
    }

    /** The policy in force. */
    public Policy policy() {
        return policy;
    }

    /** Notes one. @throws ParlanceException.UnsupportedRequest when the policy refuses its kind */
    public void add(Adjustment adjustment) {
        if (policy.refused().contains(adjustment.kind())) {
            throw refused(
                    adjustment.parameter(),
                    adjustment.parameter() + " would be " + adjustment.kind().label()
                            + (adjustment.reason() == null ? "" : ": " + adjustment.reason()),
                    "Strict mode is on: change the request, or allow adjustments by leaving strict mode. Rule: "
                            + adjustment.rule());
        }
        adjustments.add(adjustment);
    }

    /** What was noted so far. */
    public List<Adjustment> adjustments() {
        return List.copyOf(adjustments);
    }

    /** The error of a request that cannot be sent. */
    public static ParlanceException refused(String parameter, String message, String advice) {
        return new ParlanceException.UnsupportedRequest(
                Failure.of(message, advice).withParameter(parameter));
    }
}

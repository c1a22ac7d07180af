package dev.parlance.conformance;

/** Ends a scenario early with what it came to. */
final class Shortfall extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 400;

    private final transient Outcome outcome;

    private Shortfall(Outcome outcome) {
        super(outcome.detail(), null, false, false);
        this.outcome = outcome;
    }

    static Shortfall failed(String why) {
        return new Shortfall(new Outcome.Failed(shortened(why)));
    }

    static Shortfall absent(String what) {
        return new Shortfall(new Outcome.Absent(shortened(what)));
    }

    static Shortfall refused(String message) {
        return new Shortfall(new Outcome.Refused(shortened(message)));
    }

    static Shortfall skipped(String why) {
        return new Shortfall(new Outcome.Skipped(why));
    }

    Outcome outcome() {
        return outcome;
    }

    /** One line that fits into a report. */
    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}

package dev.parlance.conformance;

/** What a client does to use one feature, and what it checks in the answers. */
@FunctionalInterface
interface Scenario {
    /** Plays it to its end; returning means that all checks held. @throws Shortfall when one did not */
    void play(Dialogue dialogue);
}

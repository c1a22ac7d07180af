package dev.parlance.agent;

/** What can end a run before the model has answered. */
public enum Limit {
    /** Calls of the model. */
    STEPS,
    /** Wall time. */
    TIME,
    /** Tokens, input and output. */
    TOKENS,
    /** Money, by the price that the caller gave. */
    MONEY,
    /** The same call with the same result, again after the model was told. */
    REPETITION
}

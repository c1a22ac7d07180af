package dev.parlance.agent;

/** What shows that a model stalled after tool results. */
public enum StallEvidence {
    /** It thought, and neither said nor called anything. */
    REASONING_ONLY,
    /** Its output budget ended in the middle of the text. */
    CUT_BY_LENGTH,
    /** It said what it would do next and did not do it. */
    ANNOUNCED_ACTION,
    /** Nothing: the caller asked for a reminder after every answer. */
    NONE_NEEDED
}

package dev.parlance.agent;

/** When the model is reminded to go on after it stopped calling tools. At most once in a turn, after tool results, within the step budget. */
public enum StallRecovery {
    /** When something shows that it stalled: {@link StallEvidence}. */
    EVIDENCE,
    /**
     * After every answer without a call, final ones included, which costs a call each time. The rule of MoonshotAI/kimi-code pull request 950,
     * made for Kimi at Azure Foundry.
     */
    ALWAYS,
    /** Never. */
    OFF
}

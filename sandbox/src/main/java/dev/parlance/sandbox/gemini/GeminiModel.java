package dev.parlance.sandbox.gemini;

/**
 * A model of the Gemini API.
 *
 * @param id the id it is asked for by
 * @param version the id that answers carry: what a {@code -latest} id stands for
 * @param major the generation, 0 for Gemma
 * @param minor the step within the generation
 */
record GeminiModel(String id, String version, Tier tier, int major, int minor) {

    /** The class of a model within its generation. */
    enum Tier {
        PRO,
        FLASH,
        LITE,
        GEMMA
    }

    /** Whether it is told how hard to think in levels and must get its signatures back. */
    boolean signs() {
        return major >= 3;
    }

    /** Whether it is told to think in budgets alone. */
    boolean budgeted() {
        return major == 2 && minor >= 5;
    }

    /** Whether it takes the lowest level: the pro class and full Flash from 3.7 on do not (vercel/ai, packages/google, 2026-08). */
    boolean minimal() {
        boolean fullFlash = tier == Tier.FLASH && minor >= 7;
        return signs() && tier != Tier.PRO && !fullFlash;
    }

    /** The largest budget of thinking, in tokens. */
    long mostBudget() {
        return tier == Tier.PRO ? 32_768 : 24_576;
    }

    /** The least budget that an error names. */
    long leastBudget() {
        return switch (tier) {
            case PRO -> 128;
            case LITE -> 512;
            case FLASH, GEMMA -> 0;
        };
    }

    /** Whether calls carry ids: those recorded from 3.1 on did, earlier ones did not. */
    boolean namesCalls() {
        return major > 3 || major == 3 && minor >= 1;
    }

    long window() {
        return 1_048_576;
    }
}

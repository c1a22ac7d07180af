package dev.parlance.agent;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run behaves.
 *
 * @param cancellation ends the run at any time
 * @param toolDeadline how long one call of a tool may take
 * @param toolGrace how long the end of the run waits for interrupted tools to clean up
 * @param resultTokens how much of one result the model is shown, by the estimate of {@code TokenEstimate}
 * @param repetitions how often a call may give the same result before the model is told; 0 for any number
 * @param emptyAnswerRetries how often an empty answer is asked for again
 * @param compaction what to do when the conversation no longer fits, or null to fail
 * @param streaming whether answers are streamed
 */
public record AgentSettings(
        Budgets budgets,
        Price price,
        Cancellation cancellation,
        Duration toolDeadline,
        Duration toolGrace,
        int resultTokens,
        int repetitions,
        StallRecovery stallRecovery,
        int emptyAnswerRetries,
        @Nullable Compaction compaction,
        boolean streaming) {

    /** The usual settings. */
    public static AgentSettings defaults() {
        return builder().build();
    }

    /** For other settings. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder {
        private Budgets budgets = Budgets.DEFAULT;
        private Price price = Price.UNKNOWN;
        private Cancellation cancellation = new Cancellation();
        private Duration toolDeadline = Duration.ofMinutes(2);
        private Duration toolGrace = Duration.ofSeconds(1);
        private int resultTokens = 10_000;
        private int repetitions = 3;
        private StallRecovery stallRecovery = StallRecovery.EVIDENCE;
        private int emptyAnswerRetries = 2;
        private @Nullable Compaction compaction;
        private boolean streaming = true;

        private Builder() {}

        /** What the run may cost; 50 steps unless told otherwise. */
        public Builder budgets(Budgets own) {
            budgets = own;
            return this;
        }

        /** What answers cost; unknown unless told. */
        public Builder price(Price own) {
            price = own;
            return this;
        }

        /** Ends the run when cancelled. */
        public Builder cancellation(Cancellation own) {
            cancellation = own;
            return this;
        }

        /** How long a call of a tool without a deadline of its own may take; 2 minutes unless told otherwise. */
        public Builder toolDeadline(Duration time) {
            toolDeadline = time;
            return this;
        }

        /** How long the end of the run waits for interrupted tools; 1 second unless told otherwise. */
        public Builder toolGrace(Duration time) {
            toolGrace = time;
            return this;
        }

        /** How much of a result the model is shown; 10,000 tokens unless told otherwise, about 40,000 letters. */
        public Builder resultTokens(int tokens) {
            resultTokens = tokens;
            return this;
        }

        /** How often the same call may give the same result before the model is told; 3 unless told otherwise, 0 for any number. */
        public Builder repetitions(int times) {
            repetitions = times;
            return this;
        }

        /** When a stalled model is reminded; with evidence unless told otherwise. */
        public Builder stallRecovery(StallRecovery mode) {
            stallRecovery = mode;
            return this;
        }

        /** How often an empty answer is asked for again; twice unless told otherwise. */
        public Builder emptyAnswerRetries(int times) {
            emptyAnswerRetries = times;
            return this;
        }

        /** What makes a conversation shorter that no longer fits. */
        public Builder compaction(@Nullable Compaction own) {
            compaction = own;
            return this;
        }

        /** Whether answers are streamed; they are unless told otherwise. */
        public Builder streaming(boolean wish) {
            streaming = wish;
            return this;
        }

        /** The settings. */
        public AgentSettings build() {
            return new AgentSettings(
                    budgets,
                    price,
                    cancellation,
                    toolDeadline,
                    toolGrace,
                    resultTokens,
                    repetitions,
                    stallRecovery,
                    emptyAnswerRetries,
                    compaction,
                    streaming);
        }
    }
}

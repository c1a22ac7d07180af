package dev.parlance.cli.chat;

/** Where somebody types. */
public interface Place extends AutoCloseable {
    /** What was typed. */
    sealed interface Typed {
        /** Some text, perhaps of several lines. */
        record Text(String text) implements Typed {}

        /**
         * Nothing more will come.
         *
         * @param interrupted whether by Ctrl-C
         */
        record Left(boolean interrupted) implements Typed {}
    }

    /**
     * Waits for the next text.
     *
     * @param draft what stands there already, to be edited
     */
    Typed next(String draft);

    /** While an answer comes: Ctrl-C runs this instead of ending the program. */
    Answering answering(Runnable interrupted);

    /** Lasts as long as the answer. */
    interface Answering extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    void close();
}

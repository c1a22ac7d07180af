package dev.parlance.cli;

/** Ends a command because its usage, its input or a setting is wrong. The message says what and where, for the person at the keyboard. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message, null, false, false);
    }
}

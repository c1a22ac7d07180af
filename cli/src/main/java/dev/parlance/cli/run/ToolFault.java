package dev.parlance.cli.run;

/** A call that cannot be done as it is. The message tells the model why and what to do instead. */
final class ToolFault extends Exception {
    private static final long serialVersionUID = 1L;

    ToolFault(String message) {
        super(message, null, false, false);
    }
}

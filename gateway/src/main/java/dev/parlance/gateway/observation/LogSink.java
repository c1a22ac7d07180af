package dev.parlance.gateway.observation;

/** Where the lines of the log go. Called on the lanes' threads, so it must not wait; {@link LineQueue} takes that from one that does. */
@FunctionalInterface
public interface LogSink {
    /** Takes a line without its end. @return false when it had to be thrown away */
    boolean take(String line);
}

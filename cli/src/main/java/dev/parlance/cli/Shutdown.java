package dev.parlance.cli;

import java.util.concurrent.CountDownLatch;

/** Keeps a server running until it is told to stop, and ends it in order. */
final class Shutdown {
    private Shutdown() {}

    /**
     * Waits for SIGTERM, SIGINT (Ctrl-C) or SIGHUP, closes the server and ends the process with 0. Does not return unless the waiting thread
     * is interrupted, which closes the server too.
     */
    static void await(Console console, Runnable close) throws InterruptedException {
        Thread stop = new Thread(
                () -> {
                    close.run();
                    console.flush();
                    // A JVM that a signal ended exits with 128 + the signal's number. Stopping when asked is a success,
                    // and service managers
                    // and scripts read the exit code. Exit cannot be called from here and every other hook has its own
                    // end, so: halt.
                    Runtime.getRuntime().halt(ExitCode.DONE);
                },
                "parlance-shutdown");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Runtime.getRuntime().removeShutdownHook(stop);
            close.run();
            throw interrupted;
        }
    }
}

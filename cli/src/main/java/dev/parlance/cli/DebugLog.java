package dev.parlance.cli;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What Parlance does with each call, for people who look for a fault: the route, the deployment, the adjustments. Never secrets or contents. */
final class DebugLog {
    /** Held, for the JDK forgets the level of a logger that nobody holds. */
    private static final Logger PARLANCE = Logger.getLogger("dev.parlance");

    private DebugLog() {}

    static void on() {
        Handler console = new ConsoleHandler();
        console.setLevel(Level.FINE);
        PARLANCE.setLevel(Level.FINE);
        PARLANCE.setUseParentHandlers(false);
        PARLANCE.addHandler(console);
    }
}

package dev.parlance.cli.run;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a person can be asked. */
public interface Terminal {
    /** How wide it is. */
    int columns();

    /**
     * Shows the text and waits for a line. What was typed before it was shown is no answer to it.
     *
     * @return the line without its end, or null when the person ended the input
     */
    @Nullable
    String ask(String text) throws IOException, InterruptedException;
}

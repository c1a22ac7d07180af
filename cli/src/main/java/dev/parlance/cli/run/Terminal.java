package dev.parlance.cli.run;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a person can be asked. */
public interface Terminal {
    /** How large it is now. */
    Size size();

    /** The cells of a row, and how many rows can be seen at once. */
    record Size(int columns, int rows) {
        /** Of a terminal that does not tell. */
        public static final Size USUAL = new Size(80, 24);
    }

    /**
     * Shows the text and waits for a line. What was typed before it was shown is no answer to it.
     *
     * @return the line without its end, or null when the person ended the input
     */
    @Nullable
    String ask(String text) throws IOException, InterruptedException;
}

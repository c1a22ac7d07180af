package dev.parlance.cli.chat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;

/**
 * How the terminal was set before the program came, in the words of {@code stty -g} (POSIX): put back at once and whole, whatever the editor
 * had changed by then.
 */
record SavedModes(String words) {
    private static final int MOST_TRIES = 3;

    /** As it is set now. @throws IOException when there is no {@code stty}, or no terminal */
    static SavedModes now() throws IOException {
        Process stty = stty("-g");
        String words = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        if (!succeeded(stty) || words.isEmpty() || words.contains(" ")) {
            throw new IOException("stty -g does not tell the modes of the terminal");
        }
        return new SavedModes(words);
    }

    /** Sets it so again. */
    void restore() {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                // A Ctrl-C at this moment ends stty too; a terminal that shows nothing of what is typed is worse.
                if (succeeded(stty(words))) {
                    return;
                }
            } catch (IOException interrupted) {
                // Once more.
            }
        }
    }

    private static Process stty(String argument) throws IOException {
        return new ProcessBuilder("stty", argument)
                .redirectInput(Redirect.INHERIT)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private static boolean succeeded(Process process) {
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

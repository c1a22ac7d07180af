package dev.parlance.cli.chat;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Standard input that is no terminal: a line is a text, and a backslash at its end joins the next one to it. */
public final class PipePlace implements Place {
    private final BufferedReader in;

    public PipePlace(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    @Override
    public Typed next(String draft) {
        StringBuilder text = new StringBuilder();
        try {
            String line = in.readLine();
            if (line == null) {
                return new Typed.Left(false);
            }
            while (line != null && line.endsWith("\\")) {
                text.append(line, 0, line.length() - 1).append('\n');
                line = in.readLine();
            }
            return new Typed.Text(text.append(line == null ? "" : line).toString());
        } catch (IOException unreadable) {
            throw new ParlanceException.InvalidRequest(
                    Failure.of("Standard input cannot be read (" + unreadable.getMessage() + ")"));
        }
    }

    /** Nobody types here: an interrupt ends the program as it does any other. */
    @Override
    public Answering answering(Runnable interrupted) {
        return () -> {};
    }

    @Override
    public void close() {}
}

package dev.parlance.cli.ask;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The text that is asked: what was piped in stands before the question, in a block of its own, so that the question is the last thing the
 * model reads and a cached prefix stays the same for another question about the same input.
 *
 * <p>Source: Anthropic documentation, long context prompting: documents first, the query at the end, each document within tags.
 */
public final class Question {
    /** The standing-in word for standard input. */
    public static final String STANDARD_INPUT = "-";

    /** More is surely a mistake, and no model reads it: 32 MiB. */
    private static final int MOST_BYTES = 32 << 20;

    private Question() {}

    /** Words and input as one text; either may be blank. @throws ParlanceException.InvalidRequest when both are */
    public static String of(String words, String input) {
        if (words.isBlank() && input.isBlank()) {
            throw new ParlanceException.InvalidRequest(Failure.of(
                    "There is no question", "Write it behind the options, or pipe it in: parlance ask < question.txt"));
        }
        if (input.isBlank()) {
            return words;
        }
        return words.isBlank()
                ? input
                : "<input>\n" + input + (input.endsWith("\n") ? "" : "\n") + "</input>\n\n" + words;
    }

    /** All of it as text. @throws ParlanceException.InvalidRequest when it is none, or too much */
    public static String read(InputStream standardInput) {
        byte[] bytes;
        try {
            bytes = standardInput.readNBytes(MOST_BYTES + 1);
        } catch (IOException unreadable) {
            throw new ParlanceException.InvalidRequest(
                    Failure.of("Standard input cannot be read (" + unreadable.getMessage() + ")"));
        }
        if (bytes.length > MOST_BYTES) {
            throw new ParlanceException.InvalidRequest(
                    Failure.of("Standard input holds more than 32 MiB", "Pipe a part of it in, for example by tail."));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException noText) {
            throw new ParlanceException.InvalidRequest(Failure.of(
                    "Standard input is no UTF-8 text",
                    "Name a picture with --image FILE; convert other text with iconv -t utf-8."));
        }
    }
}

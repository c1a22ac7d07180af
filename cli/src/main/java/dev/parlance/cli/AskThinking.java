package dev.parlance.cli;

import dev.parlance.core.chat.Thinking;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A wish about thinking as the command line says it. Effort words that are not known yet are passed on. */
record AskThinking(Thinking wish) {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z_-]{0,19}|budget:[1-9][0-9]{0,8}");

    /** Reads the word. @throws TypeConversionException for picocli's message when it cannot be one */
    static AskThinking parse(String written) {
        String word = written.strip().toLowerCase(Locale.ROOT);
        if (!WORD.matcher(word).matches()) {
            throw new TypeConversionException(
                    "'" + written + "' must be off, on, an effort such as high, or budget:4000");
        }
        return new AskThinking(Thinking.ofWord(word));
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<AskThinking> {
        @Override
        public AskThinking convert(String written) {
            return parse(written);
        }
    }
}

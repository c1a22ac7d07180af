package dev.parlance.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes as people write it: {@code 1000000}, {@code 512KiB}, {@code 64MiB}, {@code 1GiB}. */
record ByteSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(|b|kib|mib|gib)");

    /** Reads the text. @throws TypeConversionException for picocli's message when it is no size between 1 byte and 2 GiB */
    static ByteSize parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new TypeConversionException("'" + text + "' is no size; write bytes, or for example 64MiB");
        }
        int shift = switch (form.group(2)) {
            case "kib" -> 10;
            case "mib" -> 20;
            case "gib" -> 30;
            default -> 0;
        };
        long bytes = Long.parseLong(form.group(1)) << shift;
        if (bytes < 1 || bytes > Integer.MAX_VALUE - 16) {
            throw new TypeConversionException("'" + text + "' is out of range; at least 1 byte, less than 2 GiB");
        }
        return new ByteSize(bytes);
    }

    /** For picocli. */
    static final class Converter implements ITypeConverter<ByteSize> {
        @Override
        public ByteSize convert(String text) {
            return parse(text);
        }
    }
}

package dev.parlance.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as the command line says it: {@code 90}, {@code 90s}, {@code 10m} or {@code 1h}. */
record RunTime(Duration time) {
    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,6})([smh]?)");

    /** For picocli. */
    static final class Converter implements ITypeConverter<RunTime> {
        @Override
        public RunTime convert(String written) {
            Matcher parts = WRITTEN.matcher(written.strip());
            if (!parts.matches()) {
                throw new TypeConversionException("'" + written + "' must be a time such as 90s, 10m or 1h");
            }
            long number = Long.parseLong(parts.group(1));
            return new RunTime(
                    switch (parts.group(2)) {
                        case "h" -> Duration.ofHours(number);
                        case "m" -> Duration.ofMinutes(number);
                        default -> Duration.ofSeconds(number);
                    });
        }
    }
}

package dev.parlance.cli;

import dev.parlance.configuration.Amounts;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes as people write it: {@code 1000000}, {@code 512KiB}, {@code 64MiB}, {@code 1GiB}; as in the configuration. */
record ByteSize(long bytes) {
    /** Reads the text. @throws TypeConversionException for picocli's message when it is no size between 1 byte and 2 GiB */
    static ByteSize parse(String text) {
        Long bytes = Amounts.bytes(text);
        if (bytes == null) {
            throw new TypeConversionException("'" + text + "' must be " + Amounts.BYTES);
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

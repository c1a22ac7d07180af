package dev.parlance.gateway.observation;

import dev.parlance.core.chat.Usage;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The numbers of a {@link Usage}. The cache's part and the reasoning are contained in input and output. */
enum TokenKind {
    INPUT(Usage::input),
    INPUT_CACHE_READ(Usage::inputCacheRead),
    INPUT_CACHE_WRITE(Usage::inputCacheWrite),
    OUTPUT(Usage::output),
    OUTPUT_REASONING(Usage::outputReasoning);

    private static final TokenKind[] ALL = values();

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Function<Usage, @Nullable Long> number;

    TokenKind(Function<Usage, @Nullable Long> number) {
        this.number = number;
    }

    /** All of them, not to be changed: {@code values()} copies. */
    static TokenKind[] all() {
        return ALL;
    }

    String label() {
        return label;
    }

    /** The number, or null when the host did not tell. */
    @Nullable
    Long of(Usage usage) {
        return number.apply(usage);
    }
}

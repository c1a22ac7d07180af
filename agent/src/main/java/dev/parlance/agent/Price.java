package dev.parlance.agent;

import dev.parlance.core.chat.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What an answer costs. Parlance knows no prices: the caller says them, in one currency. */
@FunctionalInterface
public interface Price {
    /** Nobody knows. */
    Price UNKNOWN = usage -> null;

    /** The price of one answer, or null when it cannot be told, which is not zero. */
    @Nullable
    BigDecimal of(Usage usage);
}

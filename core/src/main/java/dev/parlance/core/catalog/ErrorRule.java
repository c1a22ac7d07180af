package dev.parlance.core.catalog;

import dev.parlance.core.error.ErrorKind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a host's error is to be understood. All given parts must match; the first matching rule counts.
 *
 * @param status HTTP status, or null for any
 * @param code the provider's error code or type, or null for any
 * @param message pattern found in the message, case-insensitive, or null for any
 * @param is the kind of failure
 */
public record ErrorRule(
        @Nullable Integer status,
        @Nullable String code,
        @Nullable Pattern message,
        ErrorKind is,
        Source source) {

    /** Whether the rule speaks of this error. The provider may give a code and a type; either may match. */
    public boolean matches(@Nullable Integer actualStatus, Iterable<String> codes, String actualMessage) {
        if (status != null && !status.equals(actualStatus)) {
            return false;
        }
        if (message != null && !message.matcher(actualMessage).find()) {
            return false;
        }
        if (code == null) {
            return true;
        }
        for (String candidate : codes) {
            if (code.equals(candidate)) {
                return true;
            }
        }
        return false;
    }
}

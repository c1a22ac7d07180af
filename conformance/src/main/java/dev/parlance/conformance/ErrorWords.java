package dev.parlance.conformance;

import dev.parlance.core.catalog.ErrorRule;
import dev.parlance.core.catalog.Source;
import dev.parlance.core.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a client of each dialect tells failures apart, by the words that the dialect's own provider uses. A gateway that wants to be
 * understood speaks in them, whichever host it asked. Sources: OpenAI API reference, error codes (2026); Anthropic, errors (2026); Google,
 * Gemini API troubleshooting (2026).
 */
final class ErrorWords {
    private static final Source SOURCE = new Source("conformance", "errors", null, null);

    private ErrorWords() {}

    static List<ErrorRule> of(Door door) {
        List<ErrorRule> rules = new ArrayList<>(
                switch (door) {
                    case OPENAI_CHAT, OPENAI_RESPONSES -> openai();
                    case ANTHROPIC_MESSAGES -> anthropic();
                    case GEMINI -> gemini();
                });
        // A code that spells the kind out is understood by anybody.
        for (ErrorKind kind : ErrorKind.values()) {
            rules.add(rule(null, kind.label().replace('-', '_'), null, kind));
        }
        return rules;
    }

    private static List<ErrorRule> openai() {
        return List.of(
                rule(null, "context_length_exceeded", null, ErrorKind.CONTEXT_OVERFLOW),
                rule(null, "insufficient_quota", null, ErrorKind.QUOTA_EXHAUSTED),
                rule(null, "content_filter", null, ErrorKind.CONTENT_FILTERED),
                rule(null, "invalid_prompt", null, ErrorKind.CONTENT_FILTERED),
                rule(null, "rate_limit_exceeded", null, ErrorKind.RATE_LIMITED),
                rule(null, "model_not_found", null, ErrorKind.MODEL_NOT_FOUND),
                rule(null, "invalid_api_key", null, ErrorKind.UNAUTHENTICATED));
    }

    private static List<ErrorRule> anthropic() {
        return List.of(
                rule(null, null, "prompt is too long|exceed.{0,20}context", ErrorKind.CONTEXT_OVERFLOW),
                rule(null, "billing_error", null, ErrorKind.QUOTA_EXHAUSTED),
                rule(null, "rate_limit_error", null, ErrorKind.RATE_LIMITED),
                rule(null, "overloaded_error", null, ErrorKind.OVERLOADED),
                rule(null, "authentication_error", null, ErrorKind.UNAUTHENTICATED),
                rule(null, "permission_error", null, ErrorKind.NOT_PERMITTED),
                rule(null, "timeout_error", null, ErrorKind.TIMED_OUT),
                rule(null, "request_too_large", null, ErrorKind.REQUEST_TOO_LARGE),
                rule(null, "api_error", null, ErrorKind.SERVER_FAILED));
    }

    private static List<ErrorRule> gemini() {
        return List.of(
                rule(null, null, "exceeds the maximum number of tokens", ErrorKind.CONTEXT_OVERFLOW),
                rule(402, null, null, ErrorKind.QUOTA_EXHAUSTED),
                rule(null, "UNAUTHENTICATED", null, ErrorKind.UNAUTHENTICATED),
                rule(null, "PERMISSION_DENIED", null, ErrorKind.NOT_PERMITTED),
                rule(null, "UNAVAILABLE", null, ErrorKind.OVERLOADED),
                rule(null, "DEADLINE_EXCEEDED", null, ErrorKind.TIMED_OUT));
    }

    private static ErrorRule rule(
            @Nullable Integer status, @Nullable String code, @Nullable String message, ErrorKind is) {
        return new ErrorRule(
                status, code, message == null ? null : Pattern.compile(message, Pattern.CASE_INSENSITIVE), is, SOURCE);
    }
}

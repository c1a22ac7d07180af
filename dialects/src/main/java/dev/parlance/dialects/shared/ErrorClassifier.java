package dev.parlance.dialects.shared;

import dev.parlance.core.catalog.ErrorRule;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what kind of failure an error body is: the profile's own error rules first, then what all providers mean alike. */
public final class ErrorClassifier {
    private static final Pattern OVERFLOW = Pattern.compile(
            "context.{0,20}(length|window)|exceed.{0,40}model token limit|maximum context|too many tokens"
                    + "|token length too long|prompt is too long|input is too long",
            Pattern.CASE_INSENSITIVE);

    /** Some hosts, xAI among them, answer 400 to a wrong key. */
    private static final Pattern WRONG_KEY =
            Pattern.compile("(incorrect|invalid) api key|api key (not valid|is invalid)", Pattern.CASE_INSENSITIVE);

    private ErrorClassifier() {}

    /**
     * The failure that an error body amounts to.
     *
     * @param inStream whether it stood within a stream that had begun with success, where the head's status says nothing
     */
    public static ParlanceException classify(ErrorBody body, ResponseHead head, Profile profile, boolean inStream) {
        Integer status = inStream ? body.statusInCodes() : Integer.valueOf(head.status());
        ErrorRule rule = rule(body, status, profile);
        ErrorKind kind = rule == null ? kind(body, status) : rule.is();
        String reason = rule == null ? null : rule.source().reason();
        return ParlanceException.of(
                kind,
                new Failure(
                        body.message(),
                        reason == null ? advice(kind, profile) : reason,
                        profile.host(),
                        profile.model(),
                        head.requestId(),
                        status,
                        RetryHint.of(inStream ? ResponseHead.OK : head, body.message()),
                        body.codes().isEmpty() ? null : body.codes().getFirst(),
                        body.parameter(),
                        body.text()));
    }

    private static @Nullable ErrorRule rule(ErrorBody body, @Nullable Integer status, Profile profile) {
        for (ErrorRule rule : profile.errors()) {
            if (rule.matches(status, body.codes(), body.message())) {
                return rule;
            }
        }
        return null;
    }

    private static ErrorKind kind(ErrorBody body, @Nullable Integer status) {
        for (String code : body.codes()) {
            ErrorKind kind = ofCode(code.toLowerCase(Locale.ROOT));
            if (kind != null) {
                return kind;
            }
        }
        if ((status == null || status == 400 || status == 413 || status == 422)
                && OVERFLOW.matcher(body.message()).find()) {
            return ErrorKind.CONTEXT_OVERFLOW;
        }
        if (status != null && status == 400 && WRONG_KEY.matcher(body.message()).find()) {
            return ErrorKind.UNAUTHENTICATED;
        }
        return status == null ? ofWords(body) : ofStatus(status, body);
    }

    /** Codes that mean the same wherever they are seen. */
    private static @Nullable ErrorKind ofCode(String code) {
        return switch (code) {
            case "insufficient_quota", "exceeded_current_quota_error", "credit_balance_exhausted" ->
                ErrorKind.QUOTA_EXHAUSTED;
            case "context_length_exceeded" -> ErrorKind.CONTEXT_OVERFLOW;
            case "content_filter", "responsibleaipolicyviolation", "content_policy_violation" ->
                ErrorKind.CONTENT_FILTERED;
            case "model_not_found", "deploymentnotfound" -> ErrorKind.MODEL_NOT_FOUND;
            case "unsupported_parameter",
                    "unsupported_value",
                    "unknown_parameter",
                    "unrecognized_request_argument",
                    "unsupported_file",
                    "operationnotsupported" -> ErrorKind.UNSUPPORTED_REQUEST;
            case "invalid_api_key", "incorrect_api_key_error", "invalid_authentication_error" ->
                ErrorKind.UNAUTHENTICATED;
            default -> null;
        };
    }

    private static ErrorKind ofStatus(int status, ErrorBody body) {
        return switch (status) {
            case 401 -> ErrorKind.UNAUTHENTICATED;
            case 402 -> ErrorKind.QUOTA_EXHAUSTED;
            case 403 -> ErrorKind.NOT_PERMITTED;
            case 404 -> namesModel(body) ? ErrorKind.MODEL_NOT_FOUND : ErrorKind.INVALID_REQUEST;
            case 408 -> ErrorKind.TIMED_OUT;
            case 413 -> ErrorKind.REQUEST_TOO_LARGE;
            case 429 -> ErrorKind.RATE_LIMITED;
            case 499 -> ErrorKind.CANCELLED;
            case 503, 529 -> ErrorKind.OVERLOADED;
            default -> status >= 500 ? ErrorKind.SERVER_FAILED : ErrorKind.INVALID_REQUEST;
        };
    }

    private static boolean namesModel(ErrorBody body) {
        String message = body.message().toLowerCase(Locale.ROOT);
        return message.contains("model") || message.contains("deployment");
    }

    /** For errors within a stream that carry no status; the words of vercel/ai's stream errors. */
    private static ErrorKind ofWords(ErrorBody body) {
        String words = String.join(" ", body.codes()).toLowerCase(Locale.ROOT);
        if (words.contains("rate_limit")) {
            return ErrorKind.RATE_LIMITED;
        }
        if (words.contains("authentication")) {
            return ErrorKind.UNAUTHENTICATED;
        }
        if (words.contains("permission")) {
            return ErrorKind.NOT_PERMITTED;
        }
        if (words.contains("not_found")) {
            return ErrorKind.MODEL_NOT_FOUND;
        }
        if (words.contains("invalid") || words.contains("bad_request")) {
            return ErrorKind.INVALID_REQUEST;
        }
        if (words.contains("overload")) {
            return ErrorKind.OVERLOADED;
        }
        return words.contains("timeout") ? ErrorKind.TIMED_OUT : ErrorKind.SERVER_FAILED;
    }

    private static @Nullable String advice(ErrorKind kind, Profile profile) {
        return switch (kind) {
            case UNAUTHENTICATED -> "Check the key of " + profile.host() + ".";
            case QUOTA_EXHAUSTED -> "Waiting does not help: look at the account's balance or plan.";
            case CONTEXT_OVERFLOW -> "Shorten the conversation or lower max-output-tokens.";
            case MODEL_NOT_FOUND ->
                "Check the model or deployment name; a new deployment takes some minutes to appear.";
            default -> null;
        };
    }
}

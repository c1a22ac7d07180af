package dev.parlance.providers.credential;

import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an issuer answered. Never prints: it may hold a token. */
final class IssuerAnswer {
    private final String issuer;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    IssuerAnswer(String issuer, int status, HttpHeaders headers, byte[] body) {
        this.issuer = issuer;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
    }

    /** The object that it is, or null when it is none. */
    @Nullable
    JsonObject object() {
        try {
            return Json.parse(body) instanceof JsonObject object ? object : null;
        } catch (MalformedJson notJson) {
            return null;
        }
    }

    /** Whether there is a successful answer that can be read. */
    boolean isGood() {
        return status / 100 == 2 && object() != null;
    }

    /**
     * The exception for an answer that is none to go on with.
     *
     * @param sent what must not come back in a message, should the issuer repeat it
     * @param advice what to do about a refusal; the other cases have an advice of their own
     */
    ParlanceException refusal(String advice, List<Secret> sent) {
        JsonObject object = object();
        ErrorWords words = ErrorWords.of(object, sent);
        String said = words.text().isEmpty() ? "" : ": " + words.text();
        ErrorKind kind = kind();
        String message = switch (kind) {
            case MALFORMED_RESPONSE ->
                object == null
                        ? issuer + " answered " + status + " with " + contentType() + " that is no JSON object"
                        : issuer + " answered " + status + " without a token" + said;
            case UNAUTHENTICATED, NOT_PERMITTED -> issuer + " refuses (" + status + ")" + said;
            default -> issuer + " answered " + status + said;
        };
        return ParlanceException.of(
                kind,
                new Failure(
                        message,
                        advice(kind, object == null, advice),
                        null,
                        null,
                        null,
                        status,
                        retryAfter(),
                        words.code(),
                        null,
                        null));
    }

    private ErrorKind kind() {
        return switch (status) {
            case 403 -> ErrorKind.NOT_PERMITTED;
            case 404, 407 -> ErrorKind.MISCONFIGURED;
            case 408 -> ErrorKind.TIMED_OUT;
            case 429 -> ErrorKind.RATE_LIMITED;
            default ->
                switch (status / 100) {
                    case 2 -> ErrorKind.MALFORMED_RESPONSE;
                    case 3 -> ErrorKind.MISCONFIGURED;
                    case 4 -> ErrorKind.UNAUTHENTICATED;
                    default -> ErrorKind.SERVER_FAILED;
                };
        };
    }

    private String advice(ErrorKind kind, boolean foreign, String ofRefusal) {
        return switch (kind) {
            case MISCONFIGURED ->
                status == 407
                        ? "The proxy wants a login, which Parlance does not have for it."
                        : status == 404
                                ? "Nothing is there: check the address and the names in it."
                                : "It points elsewhere, where no credential is sent: check the address.";
            case TIMED_OUT, RATE_LIMITED, SERVER_FAILED -> "Try again later.";
            default ->
                foreign
                        ? "Something in between seems to answer in its place, a proxy, a firewall or a login page: "
                                + "check the address and the way there."
                        : ofRefusal;
        };
    }

    private String contentType() {
        return headers.firstValue("content-type")
                .map(type -> type.replaceAll("[;,].*", "").strip().toLowerCase(Locale.ROOT))
                .filter(type -> type.matches("[\\w.+-]{1,40}/[\\w.+-]{1,60}"))
                .orElse("a body");
    }

    private @Nullable Duration retryAfter() {
        return headers.firstValue("retry-after")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(null);
    }
}

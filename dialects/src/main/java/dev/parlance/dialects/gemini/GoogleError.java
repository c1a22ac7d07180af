package dev.parlance.dialects.gemini;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.dialects.shared.ErrorBody;
import dev.parlance.dialects.shared.ErrorClassifier;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an error in the form of google.rpc.Status: {@code {"error":{"code","message","status","details"}}}. The wait stands in the details,
 * there is no header for it. All other forms are read as everywhere.
 */
final class GoogleError {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?s");

    private GoogleError() {}

    /** @param body an error body of any form */
    static ParlanceException read(byte[] body, ResponseHead head, Profile profile) {
        try {
            return read(Json.parse(body), head, profile);
        } catch (MalformedJson notJson) {
            return classified(ErrorBody.of(body), null, head, profile);
        }
    }

    /** @param value an error body, or an error that stood in a stream */
    static ParlanceException read(JsonValue value, ResponseHead head, Profile profile) {
        return classified(ErrorBody.of(value), wait(value), head, profile);
    }

    private static ParlanceException classified(
            ErrorBody body, @Nullable Duration wait, ResponseHead head, Profile profile) {
        ParlanceException error = ErrorClassifier.classify(wordsFirst(body), head, profile, head.status() < 400);
        Failure failure = error.failure();
        // The client did not cancel, or it would not read this: the host did.
        ErrorKind kind = error.kind() == ErrorKind.CANCELLED ? ErrorKind.SERVER_FAILED : error.kind();
        if (kind == error.kind() && wait == null) {
            return error;
        }
        return ParlanceException.of(
                kind,
                new Failure(
                        failure.message(),
                        failure.advice(),
                        failure.host(),
                        failure.model(),
                        failure.requestId(),
                        failure.status(),
                        wait == null ? failure.retryAfter() : wait,
                        failure.code(),
                        failure.parameter(),
                        failure.body()));
    }

    /** The status word says more than the number, which is that of HTTP. */
    private static ErrorBody wordsFirst(ErrorBody body) {
        List<String> codes = new ArrayList<>(body.codes());
        codes.sort((one, other) -> Boolean.compare(isNumber(one), isNumber(other)));
        return new ErrorBody(body.message(), List.copyOf(codes), body.parameter(), body.text());
    }

    private static boolean isNumber(String code) {
        return code.chars().allMatch(Character::isDigit);
    }

    private static @Nullable Duration wait(JsonValue value) {
        JsonValue outer = value instanceof JsonArray(List<JsonValue> elements) && !elements.isEmpty()
                ? elements.getFirst()
                : value;
        JsonObject error = outer instanceof JsonObject object ? object.object("error") : null;
        if (error == null) {
            return null;
        }
        for (JsonValue detail : error.elements("details")) {
            String delay = detail instanceof JsonObject object ? object.text("retryDelay") : null;
            if (delay != null && SECONDS.matcher(delay).matches()) {
                BigDecimal seconds = new BigDecimal(delay.substring(0, delay.length() - 1));
                return Duration.ofMillis(seconds.movePointRight(3).longValue());
            }
        }
        return null;
    }
}

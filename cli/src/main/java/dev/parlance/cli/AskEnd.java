package dev.parlance.cli;

import dev.parlance.cli.ask.SchemaFit;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.MalformedJson;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a question ended, as scripts see it.
 *
 * @param code the exit code
 * @param value the answer as JSON where JSON was asked for and came as the schema has it
 * @param error why there is no answer, or null
 * @param remark what to say about an answer that is not whole, or null
 */
record AskEnd(
        int code,
        @Nullable JsonValue value,
        @Nullable ParlanceException error,
        @Nullable String remark) {
    /** The answer is not whole: its budget is used up, or a content filter ended it. */
    static final int STOPPED_EARLY = 3;

    /** Interrupted; the number is the one of shells, 128 and that of SIGINT. */
    static final int INTERRUPTED = 130;

    /** The reader of the answer has gone, as {@code head -1} does. It has what it wanted, so that is no failure. */
    static final AskEnd HUNG_UP = new AskEnd(ExitCode.DONE, null, null, null);

    /** No answer. @throws ParlanceException when a setting is to blame, which is no failure of the host */
    static AskEnd failed(ParlanceException error) {
        return switch (error.kind()) {
            case MISCONFIGURED -> throw error;
            case CANCELLED -> new AskEnd(INTERRUPTED, null, error, null);
            case CONTENT_FILTERED -> new AskEnd(STOPPED_EARLY, null, error, null);
            default -> new AskEnd(ExitCode.REFUSED, null, error, null);
        };
    }

    /**
     * What the answer is worth.
     *
     * @param schema what it has to fit as JSON, or null for any text
     */
    static AskEnd of(ChatResponse response, @Nullable SchemaFit schema) {
        try {
            response.orThrow();
        } catch (ParlanceException noAnswer) {
            return failed(noAnswer);
        }
        StopReason stop = response.stop();
        if (stop != null && stop.kind() == StopReason.Kind.LENGTH) {
            return early("the answer is cut: its output budget is used up (" + stop.raw() + "). Raise --max-tokens.");
        }
        if (stop != null && stop.kind() == StopReason.Kind.CONTENT_FILTER) {
            return early("the answer is cut: the host's content filter ended it (" + stop.raw() + ").");
        }
        String refusal = response.content().stream()
                .filter(Content.Refusal.class::isInstance)
                .map(part -> ((Content.Refusal) part).text())
                .collect(Collectors.joining());
        if (!refusal.isBlank()) {
            return failed(error(ErrorKind.CONTENT_FILTERED, "The model refused: " + refusal.strip()), ExitCode.REFUSED);
        }
        String text = response.text();
        if (text.isBlank()) {
            return failed(error(ErrorKind.EMPTY_RESPONSE, "The answer holds no text"), ExitCode.REFUSED);
        }
        return schema == null ? new AskEnd(ExitCode.DONE, null, null, null) : json(text, schema);
    }

    private static AskEnd json(String text, SchemaFit schema) {
        try {
            JsonValue value = Json.parse(text);
            String fault = schema.fault(value);
            return fault == null
                    ? new AskEnd(ExitCode.DONE, value, null, null)
                    : failed(
                            error(ErrorKind.MALFORMED_RESPONSE, "The answer does not fit the schema: " + fault),
                            ExitCode.REFUSED);
        } catch (MalformedJson noJson) {
            return failed(
                    error(
                            ErrorKind.MALFORMED_RESPONSE,
                            "The answer is no JSON (line " + noJson.line() + ": " + noJson.getMessage() + ")"),
                    ExitCode.REFUSED);
        }
    }

    private static AskEnd early(String remark) {
        return new AskEnd(STOPPED_EARLY, null, null, remark);
    }

    private static AskEnd failed(ParlanceException error, int code) {
        return new AskEnd(code, null, error, null);
    }

    private static ParlanceException error(ErrorKind kind, String words) {
        return ParlanceException.of(kind, Failure.of(words));
    }
}

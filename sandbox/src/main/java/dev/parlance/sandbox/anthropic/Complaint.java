package dev.parlance.sandbox.anthropic;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries a refusal out of a check to the route, which puts the id of the request into it. */
final class Complaint extends RuntimeException {
    static final String INVALID = "invalid_request_error";

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String text;
    private final transient @Nullable JsonObject details;

    Complaint(int status, String type, String text) {
        this(status, type, text, null);
    }

    private Complaint(int status, String type, String text, @Nullable JsonObject details) {
        super(status + " " + type + ": " + text, null, false, false);
        this.status = status;
        this.type = type;
        this.text = text;
        this.details = details;
    }

    static Complaint invalid(String text) {
        return new Complaint(400, INVALID, text);
    }

    /** A member that nobody knows; the path names it, for example {@code messages.0.name}. */
    static Complaint extra(String path) {
        return invalid(path + ": Extra inputs are not permitted");
    }

    /** Conversations are not kept here; the client's library knows these words (anthropics/anthropic-sdk-typescript 1.12, ThreadState). */
    static Complaint withoutThreads() {
        return new Complaint(
                400,
                INVALID,
                "thread: this request cannot be threaded",
                object(
                        member("error_code", "thread_unsupported_request"),
                        member("unsupported", JsonValue.strings(List.of("thread")))));
    }

    static Complaint missing(String path) {
        return invalid(path + ": Field required");
    }

    static Complaint pattern(String path, String pattern) {
        return invalid(path + ": String should match pattern '" + pattern + "'");
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    String text() {
        return text;
    }

    /** What programs read beside the text, or null. */
    @Nullable
    JsonObject details() {
        return details;
    }
}

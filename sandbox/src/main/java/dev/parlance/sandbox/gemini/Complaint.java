package dev.parlance.sandbox.gemini;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;

/** Carries a refusal out of a check to the host, which writes it in the form of the stream or of the plain answer. */
final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String status;
    private final String text;
    private final transient JsonValue details;

    Complaint(int code, String status, String text, JsonValue... details) {
        super(code + " " + status + ": " + text, null, false, false);
        this.code = code;
        this.status = status;
        this.text = text;
        this.details = array(details);
    }

    static Complaint invalid(String text, JsonValue... details) {
        return new Complaint(400, "INVALID_ARGUMENT", text, details);
    }

    /** A value that a field of the request may not have; the field is written in the words of the message definition. */
    static Complaint field(String field, String text) {
        return invalid("* GenerateContentRequest." + field + ": " + text + "\n");
    }

    int code() {
        return code;
    }

    JsonObject body() {
        JsonObject error = object(member("code", code), member("message", text), member("status", status));
        return object("error", details.equals(array()) ? error : error.with("details", details));
    }
}

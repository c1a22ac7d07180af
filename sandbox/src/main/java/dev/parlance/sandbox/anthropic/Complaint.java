package dev.parlance.sandbox.anthropic;

/** Carries a refusal out of a check to the route, which puts the id of the request into it. */
final class Complaint extends RuntimeException {
    static final String INVALID = "invalid_request_error";

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String text;

    Complaint(int status, String type, String text) {
        super(status + " " + type + ": " + text, null, false, false);
        this.status = status;
        this.type = type;
        this.text = text;
    }

    static Complaint invalid(String text) {
        return new Complaint(400, INVALID, text);
    }

    /** A member that nobody knows; the path names it, for example {@code messages.0.name}. */
    static Complaint extra(String path) {
        return invalid(path + ": Extra inputs are not permitted");
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
}

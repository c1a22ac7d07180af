package dev.parlance.sandbox.moonshot;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;

/** Error bodies in the vendor's form: an error with message and type. */
final class MoonshotErrors {
    static final String INVALID = "invalid_request_error";

    private MoonshotErrors() {}

    /** The usual refusal of a request: status 400. */
    static Refusal invalid(String message) {
        return new Refusal(error(400, INVALID, message));
    }

    static SandboxAnswer error(int status, String type, String message) {
        return SandboxAnswer.json(status, body(type, message));
    }

    static JsonValue body(String type, String message) {
        return object("error", object(member("message", message), member("type", type)));
    }

    /** The old gateway's answer to a path that it does not know. */
    static SandboxAnswer unknownPath(String method, String path) {
        return SandboxAnswer.json(
                404,
                object(
                        member("code", 5),
                        member("error", "url.not_found"),
                        member("message", "没找到对象"),
                        member("method", method),
                        member("scode", "0x5"),
                        member("status", false),
                        member("ua", ""),
                        member("url", path)));
    }
}

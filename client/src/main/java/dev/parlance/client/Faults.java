package dev.parlance.client;

import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The errors that no host tells: what went wrong between it and us. */
final class Faults {
    private Faults() {}

    /** Of a call that its caller gave up. */
    static ParlanceException cancelled(Target target) {
        return new ParlanceException.Cancelled(failure("The call was cancelled", null, target));
    }

    /** Of a call through a door that is closed. */
    static ParlanceException closed(Target target) {
        return new ParlanceException.Cancelled(
                failure("This Parlance is closed", "Open another one, or close it after the last call.", target));
    }

    /** Of an answer of which only a part came. */
    static ParlanceException truncated(Target target) {
        return new ParlanceException.StreamTruncated(failure(
                "The answer broke off before its end",
                "The connection was cut at the host or between; try again.",
                target));
    }

    /** Of a refusal that says nothing. */
    static ParlanceException mute(int status, Target target) {
        return new ParlanceException.ServerFailed(
                failure("The host answered with status " + status, "Try again.", target));
    }

    /** Of an answer that points elsewhere. What stands behind a question mark there is not shown: it may let somebody in. */
    static ParlanceException redirected(ResponseHead head, Target target) {
        String location = head.header("location");
        String where = location == null ? "elsewhere" : location.split("\\?", 2)[0];
        return new ParlanceException.Misconfigured(failure(
                        "The host answered with status " + head.status() + " and points to " + where,
                        "Redirects are not followed, for a key must not travel on: set the base URL of the provider to"
                                + " where its API is.",
                        target)
                .withStatus(head.status()));
    }

    /** Of an answer that did not begin. */
    static ParlanceException late(Duration firstToken, Target target) {
        return new ParlanceException.TimedOut(failure(
                "No answer began within " + shown(firstToken) + " (deadline firstToken)",
                "Stream the answer, or raise Deadlines.firstToken, or the provider's idle-timeout if it has one.",
                target));
    }

    /** Of an answer that stalled. */
    static ParlanceException stalled(Duration idle, Target target) {
        return new ParlanceException.TimedOut(failure(
                "The answer stalled: nothing came for " + shown(idle) + " (deadline idle)",
                "Try again, or raise Deadlines.idle, or the provider's idle-timeout if it has one.",
                target));
    }

    /** Of a call that took too long in all. */
    static ParlanceException overlong(@Nullable Duration total, Target target) {
        return new ParlanceException.TimedOut(failure(
                "The call took longer than " + (total == null ? "it may" : shown(total)) + " in all (deadline total)",
                "Raise Deadlines.total, or ask for less.",
                target));
    }

    /** Of a connection that did not come in time. */
    static ParlanceException unconnected(String address, Duration connect, Target target) {
        return new ParlanceException.ConnectionFailed(failure(
                "No connection to " + address + " within " + shown(connect) + " (deadline connect)",
                "Check the address and the network.",
                target));
    }

    /** Of a connection that failed. */
    static ParlanceException broken(String address, String scheme, String words, Target target) {
        return new ParlanceException.ConnectionFailed(failure(
                "The connection to " + address + " failed: " + words,
                "Check the address (" + scheme + ", host and port) and the network.",
                target));
    }

    /** Of a header that HTTP does not let through. Its value is not shown, for it may be a key. */
    static ParlanceException unsendable(String header, Target target) {
        return new ParlanceException.Misconfigured(failure(
                "The header " + header + " cannot be sent: its name or value is not what HTTP allows",
                "Look for line breaks and characters beyond Latin-1 in it, or in the key that it holds; host, connection,"
                        + " content-length, expect and upgrade are set by the connection itself.",
                target));
    }

    private static String shown(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static Failure failure(String message, @Nullable String advice, Target target) {
        return Failure.of(message)
                .withAdvice(advice)
                .at(target.profile().host(), target.profile().model());
    }
}

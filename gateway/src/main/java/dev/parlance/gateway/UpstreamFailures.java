package dev.parlance.gateway;

import dev.parlance.catalog.HostFacts;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Connection;
import dev.parlance.providers.Target;
import io.netty.channel.ConnectTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What went wrong between the gateway and one host, in words that name the address and the setting. */
final class UpstreamFailures {
    private final Target target;
    private final URI url;
    private final GatewaySettings settings;

    UpstreamFailures(Target target, URI url, GatewaySettings settings) {
        this.target = target;
        this.url = url;
        this.settings = settings;
    }

    /** The error for what the transport threw. */
    ParlanceException of(Throwable cause, boolean answering) {
        String place = url.getRawAuthority();
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        if (answering) {
            return isTimeout(cause)
                    ? silent(place)
                    : new ParlanceException.StreamTruncated(at(Failure.of(
                            "The connection to " + place + " broke before the answer was whole (" + reason + ")",
                            "Send the request again.")));
        }
        if (cause instanceof UnknownHostException) {
            return notConnected("There is no host " + url.getHost() + " (" + reason + ")");
        }
        if (cause instanceof SSLException) {
            return notConnected("No secure connection to " + place + " (" + reason + ")");
        }
        if (isTimeout(cause)) {
            return silent(place);
        }
        return notConnected("No connection to " + place + ", or it broke before an answer began (" + reason + ")");
    }

    /** The error for a redirect, which is not followed. */
    ParlanceException redirected(ResponseHead head) {
        String location = head.header("location");
        return new ParlanceException.Misconfigured(at(Failure.of(
                url.getRawAuthority() + " answered with a redirect (" + head.status()
                        + (location == null ? "" : " to " + location) + "), and redirects are never followed",
                "If that is the right address, set " + baseUrlSetting() + " to it.")));
    }

    private ParlanceException silent(String place) {
        Connection own = target.endpoint().connection();
        Duration connecting = own.connectTimeout() == null ? settings.calls().connect() : own.connectTimeout();
        Duration silence = own.idleTimeout() == null ? settings.calls().idle() : own.idleTimeout();
        return new ParlanceException.TimedOut(at(Failure.of(
                place + " did not answer in time: connecting may take " + connecting.toSeconds() + " s, silence "
                        + silence.toSeconds() + " s",
                "Send the request again, stream the answer, or ask for less.")));
    }

    private ParlanceException notConnected(String message) {
        return new ParlanceException.ConnectionFailed(
                at(Failure.of(message, "Check the network and the address; " + baseUrlSetting() + " changes it.")));
    }

    private String baseUrlSetting() {
        HostFacts host = target.endpoint().host();
        return host.baseUrlVariables().isEmpty()
                ? "base-url of " + host.name()
                : host.baseUrlVariables().getFirst();
    }

    private Failure at(Failure failure) {
        return failure.at(target.endpoint().host().name(), target.profile().model());
    }

    private static boolean isTimeout(Throwable cause) {
        return cause instanceof TimeoutException || cause instanceof ConnectTimeoutException;
    }
}

package dev.parlance.gateway;

import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Header;
import dev.parlance.providers.Target;
import dev.parlance.providers.UpstreamRequest;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.credential.TokenSource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call with what opens its host. A token that must be waited for is waited for on a thread of its own, and a 401 to one that can be
 * replaced is answered with one more try, of which the listener hears nothing.
 */
final class AuthorisedCall implements UpstreamCall.Listener {
    private static final int UNAUTHORISED = 401;

    private final Lane lane;
    private final Target target;
    private final boolean streaming;
    private @Nullable PreparedRequest prepared;
    private List<Header> also;
    private final UpstreamCall.Listener listener;
    private @Nullable UpstreamFailures failures;
    private @Nullable UpstreamCall call;
    private @Nullable Token token;
    private boolean renewed;
    private boolean over;

    private AuthorisedCall(
            Lane lane,
            Target target,
            PreparedRequest prepared,
            boolean streaming,
            List<Header> also,
            UpstreamCall.Listener listener) {
        this.lane = lane;
        this.target = target;
        this.prepared = prepared;
        this.streaming = streaming;
        this.also = also;
        this.listener = listener;
    }

    /**
     * Sends the request. The listener hears nothing before this returns.
     *
     * @param also further headers, in place of those of the same name
     * @throws ParlanceException.Unauthenticated when a credential is needed and missing
     */
    static AuthorisedCall send(
            Lane lane,
            Target target,
            PreparedRequest prepared,
            boolean streaming,
            List<Header> also,
            UpstreamCall.Listener listener) {
        AuthorisedCall call = new AuthorisedCall(lane, target, prepared, streaming, also, listener);
        target.requireCredential();
        call.authorise();
        return call;
    }

    /** Holds further bytes back. */
    void pause() {
        if (call != null) {
            call.pause();
        }
    }

    /** Lets bytes come again. */
    void resume() {
        if (call != null) {
            call.resume();
        }
    }

    /** Gives the call up. */
    void cancel() {
        over = true;
        if (call != null) {
            call.cancel();
        }
    }

    /** The error without what let the call in. */
    ParlanceException masked(ParlanceException error) {
        return token == null ? error : token.removedFrom(error);
    }

    private void authorise() {
        TokenSource source = target.endpoint().credential();
        Token known = source == null ? null : source.atHand();
        if (source == null || known != null) {
            send(known);
        } else {
            lane.elsewhere(source::get, this::sendLater, this::failed);
        }
    }

    private void sendLater(Token given) {
        try {
            send(given);
        } catch (ParlanceException unsendable) {
            failed(unsendable);
        }
    }

    private void send(@Nullable Token given) {
        if (over) {
            return;
        }
        token = given;
        UpstreamRequest wire = withOthers(target.upstream(Objects.requireNonNull(prepared), streaming, given));
        UpstreamFailures words = new UpstreamFailures(target, wire.url(), lane.settings());
        failures = words;
        call = UpstreamCall.send(lane, wire, target.endpoint().connection(), words, this);
    }

    private UpstreamRequest withOthers(UpstreamRequest wire) {
        if (also.isEmpty()) {
            return wire;
        }
        List<Header> headers = new ArrayList<>(wire.headers());
        for (Header header : also) {
            headers.removeIf(usual -> usual.name().equals(header.name()));
            headers.add(header);
        }
        return new UpstreamRequest(wire.url(), headers, wire.body());
    }

    @Override
    public void head(ResponseHead head) {
        TokenSource source = target.endpoint().credential();
        Token used = token;
        if (head.status() == UNAUTHORISED && !renewed && source != null && used != null && source.refused(used)) {
            renewed = true;
            Objects.requireNonNull(call).cancel();
            authorise();
        } else if (head.status() >= 300 && head.status() < 400) {
            cancel();
            listener.failed(Objects.requireNonNull(failures).redirected(head));
        } else {
            letGo();
            listener.head(head);
        }
    }

    /** It is not sent again. */
    private void letGo() {
        prepared = null;
        also = List.of();
    }

    @Override
    public void bytes(ByteBuffer bytes) {
        listener.bytes(bytes);
    }

    @Override
    public void packed(ByteBuffer bytes) {
        listener.packed(bytes);
    }

    @Override
    public void ended() {
        listener.ended();
    }

    @Override
    public void failed(ParlanceException error) {
        if (!over) {
            listener.failed(error);
        }
    }
}

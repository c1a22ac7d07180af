package dev.parlance.gateway;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.dialects.shared.SealedReasoning;
import dev.parlance.providers.Target;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call from its request to the end of its answer: decode, prepare, send, decode, encode. The steps are pure and live elsewhere; here is
 * only their order. Everything happens on the lane's thread.
 */
final class ChatExchange implements BodyReader.Receiver, UpstreamCall.Listener {
    private static final System.Logger LOG = System.getLogger(ChatExchange.class.getName());

    private final Lane lane;
    private final InboundDialect inbound;
    private final ErrorReply errors;
    private final HttpServerRequest request;
    private final RequestTarget asked;
    private ReplyHeaders headers = ReplyHeaders.UNKNOWN_CALL;
    private @Nullable PreparedRequest prepared;
    private @Nullable AuthorisedCall upstream;
    private @Nullable Answer answer;
    private @Nullable ResponseDecoder decoder;
    private boolean over;

    ChatExchange(Lane lane, InboundDialect inbound, ErrorReply errors, HttpServerRequest request, RequestTarget asked) {
        this.lane = lane;
        this.inbound = inbound;
        this.errors = errors;
        this.request = request;
        this.asked = asked;
    }

    /** Reads the request and goes on from there. */
    void start(BodyReader bodies) {
        lane.opened(this);
        request.response().exceptionHandler(gone -> {});
        request.response().closeHandler(closed -> hungUp());
        bodies.read(request, this);
    }

    @Override
    public void refused(int status, ParlanceException error) {
        errors.send(request, status, error);
        finish();
    }

    @Override
    public void body(byte[] body) {
        if (over) {
            return;
        }
        guarded(() -> {
            InboundRequest decoded = inbound.decodeRequest(body, asked);
            Target found = lane.providers().target(decoded.request().model(), inbound.name());
            headers = new ReplyHeaders(found.modelName(), decoded.adjustments(), null);
            PreparedRequest ready = found.prepare(decoded, AskedPolicy.of(request));
            headers = new ReplyHeaders(found.modelName(), ready.adjustments(), null);
            boolean streaming = decoded.request().streaming() != null;
            prepared = ready;
            answer = streaming
                    ? new StreamedAnswer(
                            this, inbound.streamEncoder(decoded, ready.origin()), inbound.streamType(decoded))
                    : new WholeAnswer(this, inbound, decoded, ready.origin());
            upstream = AuthorisedCall.send(lane, found, ready, streaming, this);
        });
    }

    @Override
    public void head(ResponseHead head) {
        guarded(() -> {
            headers = new ReplyHeaders(headers.model(), headers.adjustments(), head.requestId());
            decoder = Objects.requireNonNull(prepared).decoder(head);
        });
    }

    @Override
    public void bytes(ByteBuffer bytes) {
        ResponseDecoder decoding = decoder;
        if (!over && decoding != null) {
            guarded(() -> decoding.feed(bytes, this::accept));
        }
    }

    @Override
    public void ended() {
        ResponseDecoder decoding = decoder;
        if (!over && decoding != null) {
            guarded(() -> {
                decoding.end(this::accept);
                if (!over) {
                    throw new ParlanceException.MalformedResponse(Failure.of("The answer of the host has no end"));
                }
            });
        }
    }

    @Override
    public void failed(ParlanceException error) {
        ResponseDecoder decoding = decoder;
        if (decoding != null && error instanceof ParlanceException.StreamTruncated) {
            // The decoder knows best what is missing; an answer that is whole but for its closing frame is whole.
            ended();
        } else {
            fail(error);
        }
    }

    /** Ends the call with an error, in the stream if one has begun. */
    void fail(ParlanceException error) {
        if (over) {
            return;
        }
        finish();
        ParlanceException told = upstream == null ? error : upstream.masked(error);
        Answer begun = answer;
        if (begun != null && begun.hasBegun()) {
            begun.accept(new ChatEvent.ResponseFailed(told, null));
        } else {
            errors.send(response(), told);
        }
        cancelUpstream();
    }

    private void accept(ChatEvent event) {
        if (over) {
            return;
        }
        if (event instanceof ChatEvent.ResponseFailed failure) {
            fail(failure.error());
            return;
        }
        if (event instanceof ChatEvent.ResponseStopped) {
            // What the host still sends is read and thrown away, so that its connection can be used again.
            finish();
        }
        Origin by = Objects.requireNonNull(prepared).origin();
        // In other dialects whoever writes the answer seals, for there it has another place.
        boolean own = by.dialect().equals(inbound.name());
        Objects.requireNonNull(answer).accept(own ? SealedReasoning.sealed(event, by) : event);
    }

    private void hungUp() {
        finish();
        cancelUpstream();
    }

    private void cancelUpstream() {
        if (upstream != null) {
            upstream.cancel();
        }
    }

    /** The response to the client, with the headers that every answer carries as far as they are known by now. */
    HttpServerResponse response() {
        HttpServerResponse response = request.response();
        headers.put(response, lane.providers().isSandbox());
        return response;
    }

    /** Reads no more from the host until {@link #resume}. */
    void pause() {
        if (upstream != null) {
            upstream.pause();
        }
    }

    /** Reads from the host again. */
    void resume() {
        if (upstream != null) {
            upstream.resume();
        }
    }

    /** See {@link Lane#afterThisTurn}. */
    void afterThisTurn(Runnable task) {
        lane.afterThisTurn(task);
    }

    private void finish() {
        over = true;
        lane.finished(this);
    }

    /** A defect in a step ends this call alone. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (ParlanceException error) {
            fail(error);
        } catch (RuntimeException defect) {
            LOG.log(System.Logger.Level.ERROR, "A call failed within the gateway", defect);
            fail(new ParlanceException.ServerFailed(Failure.of(
                    "The gateway failed on this call, which is a defect of its own",
                    "The log of the gateway tells more.")));
        }
    }
}

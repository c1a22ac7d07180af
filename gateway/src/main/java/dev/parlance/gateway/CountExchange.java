package dev.parlance.gateway;

import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** A question how many tokens a request has. It is answered here: no host is called, and the header says that it is an estimate. */
final class CountExchange implements BodyReader.Receiver, OpenCall {
    private final Lane lane;
    private final InboundDialect inbound;
    private final ErrorReply errors;
    private final HttpServerRequest request;
    private final RequestTarget asked;
    private final long began;
    private boolean over;

    CountExchange(
            Lane lane, InboundDialect inbound, ErrorReply errors, HttpServerRequest request, RequestTarget asked) {
        this.lane = lane;
        this.inbound = inbound;
        this.errors = errors;
        this.request = request;
        this.asked = asked;
        this.began = lane.now();
    }

    void start(BodyReader bodies) {
        lane.opened(this);
        request.response().exceptionHandler(gone -> {});
        request.response().closeHandler(closed -> finish());
        bodies.read(request, this);
    }

    @Override
    public void body(byte[] body) {
        if (over) {
            return;
        }
        try {
            long tokens = TokenCount.of(inbound.decodeCounted(body, asked).request());
            byte @Nullable [] answer = inbound.encodeCount(tokens);
            if (answer == null) {
                throw new ParlanceException.InvalidRequest(
                        Failure.of("The dialect " + inbound.name() + " has no count of tokens"));
            }
            finish();
            request.response()
                    .putHeader("content-type", "application/json")
                    .putHeader("x-parlance-estimated", "true")
                    .end(Buffer.buffer(answer));
        } catch (ParlanceException wrong) {
            fail(wrong);
        }
    }

    @Override
    public void refused(int status, ParlanceException error) {
        if (!over) {
            finish();
            errors.send(request, status, error);
        }
    }

    @Override
    public void fail(ParlanceException error) {
        if (!over) {
            finish();
            errors.send(request.response(), error);
        }
    }

    @Override
    public void look(long now) {
        if (now - began > lane.settings().limits().bodyTime().toNanos()) {
            refused(408, BodyReader.tooSlow(lane.settings().limits().bodyTime()));
        }
    }

    private void finish() {
        over = true;
        lane.finished(this);
    }
}

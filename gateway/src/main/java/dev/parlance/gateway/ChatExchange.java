package dev.parlance.gateway;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.dialects.shared.SealedReasoning;
import dev.parlance.gateway.routing.TargetOrder;
import dev.parlance.providers.Alias;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call as its client sees it, from its request to the end of its answer. What goes on behind it is the {@link Course}'s business; the
 * pure steps live in other modules. Everything happens on the lane's thread.
 */
final class ChatExchange implements BodyReader.Receiver, Course.Client, OpenCall {
    private static final System.Logger LOG = System.getLogger(ChatExchange.class.getName());

    private final Lane lane;
    private final InboundDialect inbound;
    private final ErrorReply errors;
    private final HttpServerRequest request;
    private final RequestTarget asked;
    private @Nullable InboundRequest decoded;
    private @Nullable Course course;
    private @Nullable Attempt answering;
    private @Nullable Answer answer;
    private long lastWord;
    private boolean over;

    ChatExchange(
            Lane lane,
            InboundDialect inbound,
            ErrorReply errors,
            HttpServerRequest request,
            RequestTarget asked,
            ClientKeys.Client client) {
        this.lane = lane;
        this.inbound = inbound;
        this.errors = errors;
        this.request = request;
        this.asked = asked;

        this.lastWord = lane.now();
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
        if (!over) {
            finish();
            errors.send(request, status, error);
        }
    }

    @Override
    public void body(byte[] body) {
        if (over) {
            return;
        }
        guarded(() -> {
            InboundRequest read = inbound.decodeRequest(body, asked);
            decoded = read;
            Alias alias = lane.upstreams().alias(read.request().model());
            List<String> order = TargetOrder.of(
                    alias,
                    model -> false,
                    model -> !lane.traffic().health(model).isCooling(lane.now()),
                    lane::chance);
            answer = read.request().streaming() != null
                    ? new StreamedAnswer(this, inbound.streamType(read))
                    : new WholeAnswer(this, inbound, read);
            lastWord = lane.now();
            Course way = new Course(lane, inbound, read, AskedPolicy.of(request), alias, order, this);
            course = way;
            way.start();
        });
    }

    @Override
    public void answering(Attempt attempt) {
        answering = attempt;
        Origin by = attempt.prepared().origin();
        Objects.requireNonNull(answer).by(by, inbound.streamEncoder(Objects.requireNonNull(decoded), by));
    }

    @Override
    public void event(ChatEvent event) {
        if (over) {
            return;
        }
        guarded(() -> {
            Origin by = Objects.requireNonNull(answering).prepared().origin();
            // In other dialects whoever writes the answer seals, for there it has another place.
            boolean own = by.dialect().equals(inbound.name());
            Objects.requireNonNull(answer).accept(own ? SealedReasoning.sealed(event, by) : event);
            if (event instanceof ChatEvent.ResponseStopped) {
                finish();
            }
        });
    }

    /** Ends the call with an error, in the stream if one has begun. */
    @Override
    public void fail(ParlanceException error) {
        if (over) {
            return;
        }
        finish();
        Course way = course;
        if (way != null) {
            way.cancel();
        }
        Answer begun = answer;
        if (begun instanceof StreamedAnswer stream && stream.hasBegun()) {
            if (answering == null) {
                // Nobody answers, yet the client was told that the call goes on: the error needs a writer.
                Origin none = new Origin("parlance", inbound.name());
                stream.by(none, inbound.streamEncoder(Objects.requireNonNull(decoded), none));
            }
            stream.accept(new ChatEvent.ResponseFailed(error, null));
        } else {
            errors.send(response(), error);
        }
    }

    private void hungUp() {
        finish();
        if (course != null) {
            course.cancel();
        }
    }

    /** The response to the client, with the headers that every answer carries as far as they are known by now. */
    HttpServerResponse response() {
        HttpServerResponse response = request.response();
        ReplyHeaders.of(course, decoded == null ? List.of() : decoded.adjustments())
                .put(response, lane.providers().isSandbox());
        return response;
    }

    /** A client that waits for a stream and heard nothing for long is told that the call goes on. One that does not send its request is refused. */
    @Override
    public void look(long now) {
        if (over) {
            return;
        }
        Duration bodyTime = lane.settings().limits().bodyTime();
        if (decoded == null && now - lastWord > bodyTime.toNanos()) {
            refused(408, BodyReader.tooSlow(bodyTime));
        } else if (now - lastWord >= lane.settings().calls().keepAlive().toNanos()
                && answer instanceof StreamedAnswer stream) {
            stream.keepAlive(inbound.keepAlive(Objects.requireNonNull(decoded)));
        }
    }

    /** Something left for the client just now. */
    void spoke() {
        lastWord = lane.now();
    }

    /** Reads no more from the host until {@link #resume}. */
    void pause() {
        if (course != null) {
            course.pause();
        }
    }

    /** Reads from the host again. */
    void resume() {
        if (course != null) {
            course.resume();
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

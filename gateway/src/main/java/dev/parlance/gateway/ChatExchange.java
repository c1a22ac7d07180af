package dev.parlance.gateway;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.raw.RawAnswer;
import dev.parlance.dialects.shared.SealedReasoning;
import dev.parlance.gateway.observation.CallObservation;
import dev.parlance.gateway.routing.TargetOrder;
import dev.parlance.providers.Alias;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
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
    private final RequestTarget target;
    private final ClientKeys.Client client;
    private final CallObservation observed;
    private @Nullable AskedRequest asked;
    private @Nullable Course course;
    private @Nullable Attempt answering;
    private @Nullable Answer answer;
    private long lastWord;
    private boolean severalTargets;
    /** The last words are being written; a client that hangs up on them has all it asked for. */
    private boolean ending;

    private boolean over;

    ChatExchange(
            Lane lane,
            InboundDialect inbound,
            ErrorReply errors,
            HttpServerRequest request,
            RequestTarget target,
            ClientKeys.Client client) {
        this.lane = lane;
        this.inbound = inbound;
        this.errors = errors;
        this.request = request;
        this.target = target;
        this.client = client;
        this.observed = lane.observation().begin(inbound.name(), this::header);
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
            observed.failed(error, status);
            errors.send(request, status, error);
        }
    }

    @Override
    public void body(byte[] body) {
        if (over) {
            return;
        }
        guarded(() -> {
            observed.bytesIn(body.length);
            observed.requestBody(body);
            AskedRequest given = AskedRequest.read(body, inbound, target);
            String model = given.shape().request().model();
            boolean streaming = given.shape().request().streaming() != null;
            observed.asked(model, streaming, client.name() == null ? "" : client.name());
            Alias alias = lane.upstreams().alias(model);
            severalTargets = alias.targets().size() > 1;
            // A mark is taken off also where there is no choice any more: the alias may have changed since.
            Affinity affinity = severalTargets || Affinity.isMarked(given.shape()) ? Affinity.of(given.full()) : null;
            AskedRequest read = affinity == null ? given : given.as(affinity.request());
            asked = read;
            List<String> order = TargetOrder.of(
                    alias,
                    candidate -> affinity != null && affinity.isHeldBy(candidate, lane, inbound.name()),
                    candidate -> !lane.traffic().health(candidate).isCooling(lane.now()),
                    lane::chance);
            answer = streaming
                    ? new StreamedAnswer(this, inbound.streamType(read.shape()))
                    : new WholeAnswer(this, inbound, read);
            lastWord = lane.now();
            Course way = new Course(
                    lane, inbound, read, AskedPolicy.of(request), takesPacked(), alias, order, client, observed, this);
            course = way;
            way.start();
        });
    }

    @Override
    public void answering(Attempt attempt) {
        answering = attempt;
        if (attempt.passing() == null) {
            write(attempt.prepared().origin());
        }
    }

    /** From now on the answer is written here. */
    private void write(Origin by) {
        Objects.requireNonNull(answer)
                .by(by, inbound.streamEncoder(Objects.requireNonNull(asked).toBeAnswered(), by));
    }

    /** Those of that name as one, as HTTP has it: a list may come in several. */
    private @Nullable String header(String name) {
        List<String> values = request.headers().getAll(name);
        return values.isEmpty() ? null : String.join(",", values);
    }

    /** Whether what hosts have packed may go to the client so; whoever wants bodies in the log wants to read them there. */
    private boolean takesPacked() {
        String codings = request.getHeader("accept-encoding");
        return codings != null
                && codings.contains(Gunzip.NAME)
                && !codings.replace(" ", "").contains(Gunzip.NAME + ";q=0")
                && lane.settings().observation().bodies() == 0;
    }

    @Override
    public void packed(String coding) {
        if (answer instanceof WholeAnswer whole) {
            whole.packed(coding);
        }
    }

    @Override
    public void goesOn(Attempt attempt, ChatEvent.@Nullable ResponseStarted started) {
        if (!over && answer instanceof StreamedAnswer stream) {
            guarded(() -> goOn(stream, started, attempt.prepared().origin()));
        }
    }

    @Override
    public void passed(byte[] bytes, int from, int length) {
        if (!over) {
            guarded(() -> {
                observed.chunk();
                Objects.requireNonNull(answer).pass(bytes, from, length);
            });
        }
    }

    @Override
    public void ended(StopReason stop) {
        if (!over) {
            guarded(() -> {
                ending = true;
                Objects.requireNonNull(answer).end();
                finish();
                observed.finished(stop);
            });
        }
    }

    @Override
    public void event(ChatEvent event) {
        if (over) {
            return;
        }
        guarded(() -> {
            Attempt from = Objects.requireNonNull(answering);
            if (Attempt.isNoticed(event)) {
                observed.chunk();
            }
            Origin by = from.prepared().origin();
            // In other dialects whoever writes the answer seals, for there it has another place.
            boolean own = by.dialect().equals(inbound.name());
            ending = event instanceof ChatEvent.ResponseStopped;
            Objects.requireNonNull(answer).accept(own ? SealedReasoning.sealed(marked(event, from), by) : event);
            if (event instanceof ChatEvent.ResponseStopped stopped) {
                finish();
                observed.finished(stopped.reason());
            }
        });
    }

    /** Ids that a client may go on from say which target keeps the answer, where there is a choice. */
    private ChatEvent marked(ChatEvent event, Attempt from) {
        return severalTargets
                        && inbound.keepsAnswers()
                        && event instanceof ChatEvent.ResponseStarted(String id, String model, long created)
                        && id != null
                ? new ChatEvent.ResponseStarted(Affinity.marked(id, from.name()), model, created)
                : event;
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
            Attempt from = answering;
            if (from == null) {
                // Nobody answers, yet the client was told that the call goes on: the error needs a writer.
                write(new Origin("parlance", inbound.name()));
            } else if (from.passing() != null) {
                RawAnswer passed = from.passing();
                goOn(stream, passed.started(), from.prepared().origin());
                if (passed.usage() != null) {
                    stream.accept(new ChatEvent.UsageReported(passed.usage()));
                }
            }
            stream.accept(new ChatEvent.ResponseFailed(error, null));
            observed.failed(error, 200);
        } else {
            observed.failed(error, inbound.status(error));
            errors.send(response(), error);
        }
    }

    /** Where bytes were passed on, what is left to say is written after all. */
    private void goOn(StreamedAnswer stream, ChatEvent.@Nullable ResponseStarted started, Origin by) {
        write(by);
        stream.saw(started == null ? new ChatEvent.ResponseStarted(null, null, 0) : started);
    }

    private void hungUp() {
        if (!ending && !over) {
            observed.cancelled();
        }
        finish();
        if (course != null) {
            course.cancel();
        }
    }

    /** The response to the client, with the headers that every answer carries as far as they are known by now. */
    HttpServerResponse response() {
        HttpServerResponse response = request.response();
        ReplyHeaders.of(course, asked == null ? List.of() : asked.shape().adjustments())
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
        if (asked == null && now - lastWord > bodyTime.toNanos()) {
            refused(408, BodyReader.tooSlow(bodyTime));
        } else if (now - lastWord >= lane.settings().calls().keepAlive().toNanos()
                && answer instanceof StreamedAnswer stream) {
            stream.keepAlive(inbound.keepAlive(Objects.requireNonNull(asked).shape()));
        }
    }

    /** Those bytes leave for the client just now. */
    void spoke(byte[] bytes) {
        lastWord = lane.now();
        observed.bytesOut(bytes.length);
        observed.answerBody(ByteBuffer.wrap(bytes));
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

    /** Where to write what leaves at the end of this turn. */
    TurnWords.Spare spareWords() {
        return lane.spareWords();
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

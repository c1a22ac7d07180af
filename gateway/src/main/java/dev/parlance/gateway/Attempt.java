package dev.parlance.gateway;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.raw.GoingOn;
import dev.parlance.core.raw.RawAnswer;
import dev.parlance.core.wire.RawJson;
import dev.parlance.gateway.observation.AttemptObservation;
import dev.parlance.gateway.observation.LaneUsed;
import dev.parlance.providers.Header;
import dev.parlance.providers.Target;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One try at one target, from its turn at the turnstile to the end of its answer. What it decodes is held back until it is the try whose
 * answer the client gets. Everything happens on the lane's thread.
 */
final class Attempt implements UpstreamCall.Listener {
    /** Who made the attempt. Hears of one end at the most, and of none after a cancel. */
    interface Owner {
        /** It waits no longer for its turn, and the request leaves. */
        void sent(Attempt attempt);

        /** There is something that the client would notice, so this may be the answer. */
        void answering(Attempt attempt);

        /** There will be no answer, or no more of it. */
        void failed(Attempt attempt, ParlanceException error);

        /** The next event of the answer that the client gets. */
        void event(ChatEvent event);

        /** The next bytes of an answer that is passed on; they are valid during the call. */
        void passed(byte[] bytes, int from, int length);

        /** The bytes that follow are packed in that coding. */
        void packed(String coding);

        /** What follows of an answer that was passed on comes as events, beginning behind what the client has. */
        void goesOn(Attempt attempt, ChatEvent.@Nullable ResponseStarted started);

        /** All bytes of it were there. */
        void ended(StopReason stop);
    }

    private final Lane lane;
    private final String name;
    private final Target target;
    private PreparedRequest prepared;
    private final LaneUsed laneUsed;
    private final Reading reading;
    private final boolean streaming;
    private final Owner owner;
    private final AttemptObservation observed;
    private final Turn turn;
    /** Null once the answer is chosen. */
    private @Nullable HeldBack held = new HeldBack();

    private @Nullable AuthorisedCall upstream;
    private @Nullable ResponseHead head;
    private @Nullable ResponseDecoder decoder;
    private @Nullable RawAnswer raw;
    private @Nullable ParlanceException broken;
    private boolean chosen;
    private boolean stopped;
    private boolean over;
    private long tooSlow = Lane.NO_TIMER;
    private long sentAt;
    private boolean sent;

    /**
     * @param name what the target is called where it was chosen
     * @param laneUsed how it was prepared
     * @param reading what becomes of the answer's bytes
     */
    Attempt(
            Lane lane,
            String name,
            Target target,
            PreparedRequest prepared,
            LaneUsed laneUsed,
            Reading reading,
            boolean streaming,
            Owner owner,
            AttemptObservation observed) {
        this.lane = lane;
        this.name = name;
        this.target = target;
        this.prepared = prepared;
        this.laneUsed = laneUsed;
        this.reading = reading;
        this.streaming = streaming;
        this.owner = owner;
        this.observed = observed;
        this.turn = new Turn(lane, target, this::send, this::fail);
    }

    /** Takes its turn and sends the request. The owner may hear of the end before this returns. */
    void start() {
        turn.take();
    }

    private void send() {
        sentAt = lane.now();
        sent = true;
        owner.sent(this);
        try {
            upstream = AuthorisedCall.send(lane, target, prepared, streaming, headers(), this);
        } catch (ParlanceException unsendable) {
            fail(unsendable);
        }
    }

    private List<Header> headers() {
        Map<String, String> trace = observed.traceHeaders();
        if (trace.isEmpty()) {
            return reading.headers();
        }
        List<Header> headers = new ArrayList<>(reading.headers());
        trace.forEach((name, value) -> headers.add(Header.of(name, value)));
        return headers;
    }

    /** This is the answer: what was held back comes now, and the rest as it arrives. */
    void choose() {
        chosen = true;
        observed.answers();
        lane.cancelTimer(tooSlow);
        // Nobody sends it again, and a stream may wait for long.
        prepared = prepared.withBody(RawJson.EMPTY_OBJECT);
        HeldBack before = held;
        held = null;
        if (before != null) {
            before.release(owner, raw != null && raw.isAsItCame());
        }
    }

    @Override
    public void head(ResponseHead answered) {
        head = answered;
        observed.head(answered.status(), answered.requestId());
    }

    @Override
    public void bytes(ByteBuffer bytes) {
        ResponseHead begun = head;
        if (over || stopped || begun == null) {
            return;
        }
        if (raw == null && decoder == null) {
            raw = reading.raw(prepared, streaming, begun, bytes);
        }
        RawAnswer passing = raw;
        if (passing == null) {
            guarded(() -> decoder(begun).feed(bytes, this::accept));
        } else {
            guarded(() -> {
                byte[] more = new byte[bytes.remaining()];
                bytes.get(more);
                passing.feed(more, 0, more.length, this::pass);
                look(passing);
            });
        }
    }

    @Override
    public void packed(ByteBuffer bytes) {
        HeldBack waiting = held;
        if (waiting != null && reading.packed() && !over && !stopped) {
            waiting.packed(bytes);
        }
    }

    private ResponseDecoder decoder(ResponseHead begun) {
        ResponseDecoder known = decoder;
        if (known == null) {
            known = prepared.decoder(begun);
            decoder = known;
        }
        return known;
    }

    private void pass(byte[] bytes, int from, int length) {
        if (over) {
            return;
        }
        HeldBack waiting = held;
        if (waiting == null) {
            owner.passed(bytes, from, length);
        } else {
            waiting.bytes(bytes, from, length);
        }
    }

    /** What the bytes so far have told. */
    private void look(RawAnswer passing) {
        if (over) {
            return;
        }
        if (passing.usage() != null) {
            observed.usage(passing.usage());
        }
        GoingOn further = passing.goingOn();
        if (further != null) {
            goOn(passing, further);
            return;
        }
        ParlanceException error = passing.error();
        if (error != null) {
            fail(cause(error));
            return;
        }
        StopReason stop = passing.stop();
        stopped = passing.isEnded() && stop != null;
        if (!chosen && (stopped || (streaming && passing.isMeaningful()))) {
            owner.answering(this);
        }
        if (chosen && !over && stopped && stop != null) {
            owner.ended(stop);
        }
    }

    /** From now on the answer is understood: all of it where the client has nothing of it yet, else what comes behind that. */
    private void goOn(RawAnswer passing, GoingOn further) {
        decoder = further.decoder();
        if (further.passedOn()) {
            if (!chosen) {
                owner.answering(this);
            }
            if (over) {
                return;
            }
            raw = null;
            owner.goesOn(this, passing.started());
        } else {
            raw = null;
            if (held != null) {
                held.withoutBytes();
            }
        }
        further.events().forEach(this::accept);
        if (!over && !stopped) {
            further.decoder().feed(further.rest(), this::accept);
        }
    }

    @Override
    public void ended() {
        ResponseHead begun = head;
        if (!over && !stopped && begun != null) {
            guarded(() -> {
                RawAnswer passing = raw;
                if (passing != null) {
                    passing.end(this::pass);
                    look(passing);
                }
                if (raw == null && !over && !stopped) {
                    decoder(begun).end(this::accept);
                }
                if (!over && !stopped) {
                    throw new ParlanceException.MalformedResponse(Failure.of("The answer of the host has no end"));
                }
            });
        }
        turn.end();
    }

    @Override
    public void failed(ParlanceException error) {
        if (stopped) {
            // The answer was whole; what broke afterwards concerns nobody.
            cancel();
        } else if (head != null) {
            // The decoder knows what has come: an answer that is whole but for its closing frame is whole, an error
            // that the host told says more than the silence behind it, and what it cost is owed in any case.
            broken = error;
            ended();
        } else {
            fail(error);
        }
    }

    private void accept(ChatEvent event) {
        if (over || stopped) {
            return;
        }
        if (event instanceof ChatEvent.ResponseFailed failure) {
            fail(cause(failure.error()));
            return;
        }
        // What the host still sends after the end is read and thrown away, so that its connection can be used again.
        stopped = event instanceof ChatEvent.ResponseStopped;
        if (event instanceof ChatEvent.UsageReported usage) {
            observed.usage(usage.usage());
        }
        HeldBack waiting = held;
        if (waiting == null) {
            owner.event(event);
            return;
        }
        waiting.event(event);
        // Of a plain answer nothing leaves before its end, so that until then another may take its place.
        if (streaming ? isNoticed(event) : stopped) {
            owner.answering(this);
        }
    }

    /** What to tell: of bytes that only ended too early, how that came to be. */
    private ParlanceException cause(ParlanceException told) {
        ParlanceException from = broken;
        boolean incomplete = told instanceof ParlanceException.StreamTruncated
                || told instanceof ParlanceException.MalformedResponse
                || told instanceof ParlanceException.EmptyResponse;
        return from != null && incomplete ? from : told;
    }

    /** The owner gives up an answer that has begun: what it has cost so far is told. */
    void tellCost() {
        ResponseHead begun = head;
        RawAnswer passing = raw;
        if (over || stopped || !chosen || begun == null) {
            return;
        }
        if (passing != null) {
            // What is left of it is no answer any more.
            passing.end((bytes, from, length) -> {});
            if (passing.usage() != null) {
                observed.usage(passing.usage());
            }
        } else {
            decoder(begun).end(event -> {
                if (event instanceof ChatEvent.UsageReported) {
                    owner.event(event);
                }
            });
        }
    }

    /** Whether a client would notice it: until then another answer may come in its place. */
    static boolean isNoticed(ChatEvent event) {
        return switch (event) {
            case ChatEvent.TextDelta text -> !text.text().isEmpty();
            case ChatEvent.ReasoningDelta reasoning ->
                !reasoning.text().isEmpty() || !reasoning.payload().isEmpty();
            case ChatEvent.RefusalDelta refusal -> !refusal.text().isEmpty();
            case ChatEvent.ToolCallStarted call -> true;
            case ChatEvent.ToolCallDelta call -> true;
            case ChatEvent.PartReceived part -> true;
            case ChatEvent.ResponseStopped stop -> true;
            case ChatEvent.ResponseStarted start -> false;
            case ChatEvent.ToolCallEnded call -> false;
            case ChatEvent.OpaqueReceived opaque -> false;
            case ChatEvent.PartEnded part -> false;
            case ChatEvent.UsageReported usage -> false;
            case ChatEvent.ResponseFailed failed -> false;
        };
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (ParlanceException error) {
            fail(error);
        }
    }

    /** Ends it with that error, of which the owner hears. */
    void fail(ParlanceException error) {
        if (!over) {
            ParlanceException masked = upstream == null ? error : upstream.masked(error);
            observed.ended(masked);
            cancel();
            owner.failed(this, masked);
        }
    }

    /** Gives it up; the owner hears no more of it. */
    void cancel() {
        if (over) {
            return;
        }
        over = true;
        observed.cancelled();
        lane.cancelTimer(tooSlow);
        if (upstream != null) {
            upstream.cancel();
        }
        turn.end();
    }

    /** Holds further bytes back. */
    void pause() {
        if (upstream != null) {
            upstream.pause();
        }
    }

    /** Lets bytes come again. */
    void resume() {
        if (upstream != null) {
            upstream.resume();
        }
    }

    Target target() {
        return target;
    }

    /** What was prepared; without its body once it is {@link #choose chosen}. */
    PreparedRequest prepared() {
        return prepared;
    }

    /** Whether the client wants the answer as a stream. */
    boolean isStreaming() {
        return streaming;
    }

    /** How it was prepared. */
    LaneUsed laneUsed() {
        return laneUsed;
    }

    /** The answer when it is passed on as it is, else null; known once it begins. */
    @Nullable
    RawAnswer passing() {
        return raw;
    }

    String name() {
        return name;
    }

    /** Whether its turn came. */
    boolean wasSent() {
        return sent;
    }

    /** When it was sent, on the lane's clock. */
    long sentAt() {
        return sentAt;
    }

    /** What is to happen when no answer begins in time; an answer or an end makes it void. */
    void unlessAnswered(long timer) {
        tooSlow = timer;
    }

    /** The head of the answer, or null before it came. */
    @Nullable
    ResponseHead answered() {
        return head;
    }
}

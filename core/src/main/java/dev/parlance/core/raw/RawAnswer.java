package dev.parlance.core.raw;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.MalformedJson;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer on its way to a client of the host's own dialect: its bytes are passed on, whole events at a time, while the decoder of
 * the dialect reads only those that tell something. What it says of usage, end and errors is what it would say of the whole. An error is
 * never passed on, nor is the end of an answer before it is known to be one. A plain body is passed on when it is there. Where the rest of it
 * must be understood, it says so ({@link #goingOn}) and takes no more. Not thread-safe.
 */
public final class RawAnswer {
    private static final String[] FIELDS = {"data:", "event:", "id:", "retry:", ":"};
    private static final int LONGEST_FIELD = 6;
    private static final String DATA = "data:";

    /** Of one event, or a plain body. */
    private static final int LIMIT = 256 * 1024 * 1024;

    private static final byte[] BLANK_LINE = {'\n', '\n'};

    private final ResponseDecoder decoder;
    private final FrameKinds kinds;
    private final TokenSeals seals;
    private final Predicate<ChatEvent> isToBeRead;
    private final List<ChatEvent> told = new ArrayList<>();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(0);
    private final FrameEnd frameEnd = new FrameEnd();
    private byte[] pending = new byte[1024];
    private int length;
    private @Nullable Boolean stream;
    private boolean holding;
    private byte @Nullable [] skipped;
    private @Nullable String lastFrame;
    private ChatEvent.@Nullable ResponseStarted started;
    private boolean meaningful;
    private boolean passedOn;
    private boolean toBeRead;
    private boolean asItCame;
    private @Nullable GoingOn goingOn;
    private @Nullable Usage usage;
    private @Nullable StopReason stop;
    private @Nullable ParlanceException error;
    private boolean ended;

    /** Takes what goes to the client. */
    public interface Sink {
        /** Some bytes, which are only theirs until the call returns. */
        void pass(byte[] bytes, int from, int length);
    }

    /**
     * For one answer.
     *
     * @param decoder the dialect's own, for this answer
     * @param seals what clients must hand back sealed
     * @param isToBeRead from which event on the answer must be understood and not passed on
     */
    public RawAnswer(ResponseDecoder decoder, FrameKinds kinds, TokenSeals seals, Predicate<ChatEvent> isToBeRead) {
        this.decoder = decoder;
        this.kinds = kinds;
        this.seals = seals;
        this.isToBeRead = isToBeRead;
    }

    /** Takes more bytes of the answer, and passes on what can be. */
    public void feed(byte[] bytes, int from, int to, Sink sink) {
        if (ended) {
            return;
        }
        append(bytes, from, to);
        if (length > LIMIT) {
            // The decoder refuses what is larger.
            read(pending, 0, length);
            return;
        }
        if (stream == null) {
            stream = isStream();
        }
        if (Boolean.TRUE.equals(stream)) {
            frames(sink);
        }
    }

    /** The body has ended. Then either {@link #stop} or {@link #error} tells how, unless the answer {@link #goingOn goes on} otherwise. */
    public void end(Sink sink) {
        if (ended) {
            return;
        }
        readSkipped();
        forget();
        read(pending, 0, length);
        if (toBeRead && !holding) {
            goOn(length);
            return;
        }
        if (!ended) {
            decoder.end(this::accept);
        }
        if (toBeRead && !passedOn && !holding) {
            // A plain body is understood when it is whole.
            goOn(length);
            return;
        }
        ended = true;
        if (error != null) {
            return;
        }
        rest();
        release(sink);
        finish(sink);
    }

    /** A last event without its blank line gets one; half of an event, behind all that was needed, is none. */
    private void rest() {
        byte[] rest = Arrays.copyOf(pending, length);
        if (!Boolean.TRUE.equals(stream)) {
            byte[] sealed = seals.sealed(rest);
            asItCame = Arrays.equals(sealed, rest);
            held.writeBytes(sealed);
            return;
        }
        String text = new String(rest, StandardCharsets.ISO_8859_1);
        if (isWhole(rest, text)) {
            lastFrame = text;
            held.writeBytes(seals.sealed(rest));
            held.writeBytes(BLANK_LINE);
        }
    }

    private boolean isWhole(byte[] event, String text) {
        int data = text.startsWith(DATA) ? 0 : text.lastIndexOf("\n" + DATA) + 1;
        if (!text.startsWith(DATA, data)) {
            return false;
        }
        if (text.strip().equals(kinds.end().strip())) {
            return true;
        }
        try {
            Json.parse(Arrays.copyOfRange(event, data + DATA.length(), event.length));
            return true;
        } catch (MalformedJson half) {
            return false;
        }
    }

    /** Whether something that a client shows or acts on has been passed on: from then on there is no other try. */
    public boolean isMeaningful() {
        return meaningful;
    }

    /** How it began, or null when that is not known yet. */
    public ChatEvent.@Nullable ResponseStarted started() {
        return started;
    }

    /** How it goes on, once it is to be understood; null as long as it is passed on. */
    public @Nullable GoingOn goingOn() {
        return goingOn;
    }

    /** What it used, as far as the host told; it tells with the end at the latest. */
    public @Nullable Usage usage() {
        return usage;
    }

    /** Why it stopped, once it ended well; or what it said before it failed. */
    public @Nullable StopReason stop() {
        return stop;
    }

    /** Why it failed, or null: the client is still to be told. */
    public @Nullable ParlanceException error() {
        return error;
    }

    /** Whether it was a plain body and was passed on to the last byte. */
    public boolean isAsItCame() {
        return asItCame;
    }

    /** Whether there is nothing more to come, whatever the host sends. */
    public boolean isEnded() {
        return ended;
    }

    private @Nullable Boolean isStream() {
        int at = 0;
        while (at < length && (pending[at] <= ' ' && pending[at] >= 0)) {
            at++;
        }
        String start = new String(pending, at, Math.min(LONGEST_FIELD, length - at), StandardCharsets.ISO_8859_1);
        boolean open = start.isEmpty();
        for (String field : FIELDS) {
            if (start.startsWith(field)) {
                return true;
            }
            open |= field.startsWith(start);
        }
        return open ? null : false;
    }

    private void frames(Sink sink) {
        int from = 0;
        int passed = 0;
        for (int to = frameEnd.next(pending, length); to > 0; to = ended ? -1 : frameEnd.next(pending, length)) {
            String frame = new String(pending, from, to - from, StandardCharsets.ISO_8859_1);
            FrameKinds.Kind kind = kinds.of(frame);
            boolean ordinary = kind == FrameKinds.Kind.ORDINARY && meaningful && !holding && !seals.concern(frame);
            if (ordinary) {
                skipped = kinds.readsLast() ? Arrays.copyOfRange(pending, from, to) : null;
            } else {
                boolean isEnding = holding;
                holding |= kind == FrameKinds.Kind.HELD;
                readSkipped();
                forget();
                read(pending, from, to);
                if (toBeRead && !isEnding) {
                    if (passedOn) {
                        release(sink);
                        pass(passed, from, sink);
                    }
                    goOn(to);
                    return;
                }
                passedOn = meaningful;
                byte[] sealed = seals.sealed(pending, from, to);
                if (holding || error != null || sealed != null) {
                    pass(passed, from, sink);
                    passed = to;
                    hold(sealed, from, to);
                    if (!holding && error == null) {
                        release(sink);
                    }
                }
            }
            lastFrame = frame;
            from = to;
        }
        if (error == null) {
            pass(passed, from, sink);
            if (ended) {
                release(sink);
                finish(sink);
            }
        }
        if (from > 0) {
            length -= from;
            System.arraycopy(pending, from, pending, 0, length);
            frameEnd.moved(from);
        }
    }

    /** What was passed on need not be told again. */
    private void forget() {
        if (passedOn) {
            told.clear();
        }
    }

    private void goOn(int read) {
        goingOn = new GoingOn(passedOn, List.copyOf(told), decoder, ByteBuffer.wrap(pending, read, length - read));
        ended = true;
    }

    private void hold(byte @Nullable [] sealed, int from, int to) {
        if (sealed != null) {
            held.writeBytes(sealed);
        } else {
            held.write(pending, from, to - from);
        }
    }

    private void pass(int from, int to, Sink sink) {
        if (to > from) {
            sink.pass(pending, from, to - from);
        }
    }

    private void release(Sink sink) {
        if (held.size() > 0) {
            byte[] all = held.toByteArray();
            held.reset();
            sink.pass(all, 0, all.length);
        }
    }

    private void finish(Sink sink) {
        String end = kinds.end();
        if (Boolean.TRUE.equals(stream)
                && !end.isEmpty()
                && (lastFrame == null || !lastFrame.strip().equals(end.strip()))) {
            byte[] bytes = end.getBytes(StandardCharsets.US_ASCII);
            sink.pass(bytes, 0, bytes.length);
        }
    }

    private void readSkipped() {
        byte[] last = skipped;
        skipped = null;
        if (last != null) {
            read(last, 0, last.length);
        }
    }

    private void read(byte[] bytes, int from, int to) {
        decoder.feed(ByteBuffer.wrap(bytes, from, to - from), this::accept);
    }

    private void accept(ChatEvent event) {
        toBeRead |= isToBeRead.test(event);
        told.add(event);
        switch (event) {
            case ChatEvent.ResponseStarted start -> started = started == null ? start : filled(started, start);
            case ChatEvent.TextDelta(String text) -> meaningful |= !text.isEmpty();
            case ChatEvent.RefusalDelta(String text) -> meaningful |= !text.isEmpty();
            case ChatEvent.ReasoningDelta delta -> {
                meaningful |= !delta.text().isEmpty();
                seals.take(delta);
            }
            case ChatEvent.ToolCallStarted call -> meaningful = true;
            case ChatEvent.PartReceived part -> meaningful = true;
            case ChatEvent.UsageReported reported -> usage = reported.usage();
            case ChatEvent.ResponseStopped(StopReason reason) -> {
                stop = reason;
                ended = true;
            }
            case ChatEvent.ResponseFailed failed -> {
                error = failed.error();
                stop = failed.reason();
                ended = true;
            }
            case ChatEvent.ToolCallDelta delta -> {}
            case ChatEvent.ToolCallEnded call -> {}
            case ChatEvent.PartEnded part -> {}
            case ChatEvent.OpaqueReceived opaque -> {}
        }
    }

    /** Hosts tell piece by piece how it begins. */
    private static ChatEvent.ResponseStarted filled(ChatEvent.ResponseStarted known, ChatEvent.ResponseStarted more) {
        return new ChatEvent.ResponseStarted(
                known.id() == null ? more.id() : known.id(),
                known.model() == null ? more.model() : known.model(),
                known.created() == 0 ? more.created() : known.created());
    }

    private void append(byte[] bytes, int from, int to) {
        int more = to - from;
        if (pending.length - length < more) {
            pending = Arrays.copyOf(pending, Math.max(pending.length * 2, length + more));
        }
        System.arraycopy(bytes, from, pending, length, more);
        length += more;
    }
}

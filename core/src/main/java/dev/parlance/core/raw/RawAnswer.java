package dev.parlance.core.raw;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.error.ParlanceException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer on its way to a client of the host's own dialect: its bytes are passed on, whole events at a time, while the decoder of
 * the dialect reads only those that tell something. What it says of usage, end and errors is what it would say of the whole. An error is
 * never passed on, nor is the end of an answer before it is known to be one. A plain body is passed on when it is there. Not thread-safe.
 */
public final class RawAnswer {
    private static final String[] FIELDS = {"data:", "event:", "id:", "retry:", ":"};
    private static final int LONGEST_FIELD = 6;

    /** Of one event, or a plain body. */
    private static final int LIMIT = 256 * 1024 * 1024;

    private static final byte[] BLANK_LINE = {'\n', '\n'};

    private final ResponseDecoder decoder;
    private final FrameKinds kinds;
    private final TokenSeals seals;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(0);
    private final FrameEnd frameEnd = new FrameEnd();
    private byte[] pending = new byte[1024];
    private int length;
    private @Nullable Boolean stream;
    private boolean holding;
    private byte @Nullable [] skipped;
    private @Nullable String lastFrame;
    private @Nullable String id;
    private @Nullable String model;
    private boolean meaningful;
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
     */
    public RawAnswer(ResponseDecoder decoder, FrameKinds kinds, TokenSeals seals) {
        this.decoder = decoder;
        this.kinds = kinds;
        this.seals = seals;
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

    /** The body has ended. Then either {@link #stop} or {@link #error} tells how. */
    public void end(Sink sink) {
        if (ended) {
            return;
        }
        readSkipped();
        read(pending, 0, length);
        if (!ended) {
            decoder.end(this::accept);
        }
        ended = true;
        if (error != null) {
            return;
        }
        rest();
        release(sink);
        finish(sink);
    }

    /** A last event without its blank line gets one. */
    private void rest() {
        byte[] rest = Arrays.copyOf(pending, length);
        String text = new String(rest, StandardCharsets.ISO_8859_1);
        held.writeBytes(seals.sealed(rest));
        if (Boolean.TRUE.equals(stream) && !text.isBlank()) {
            lastFrame = text;
            held.writeBytes(BLANK_LINE);
        }
    }

    /** Whether something that a client shows or acts on has been passed on: from then on there is no other try. */
    public boolean isMeaningful() {
        return meaningful;
    }

    /** The host's id of the answer, or null. */
    public @Nullable String id() {
        return id;
    }

    /** The model that answers, as its host names it, or null. */
    public @Nullable String model() {
        return model;
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
                holding |= kind == FrameKinds.Kind.HELD;
                readSkipped();
                read(pending, from, to);
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
        switch (event) {
            case ChatEvent.ResponseStarted started -> {
                id = id == null ? started.id() : id;
                model = model == null ? started.model() : model;
            }
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

    private void append(byte[] bytes, int from, int to) {
        int more = to - from;
        if (pending.length - length < more) {
            pending = Arrays.copyOf(pending, Math.max(pending.length * 2, length + more));
        }
        System.arraycopy(bytes, from, pending, length, more);
        length += more;
    }
}

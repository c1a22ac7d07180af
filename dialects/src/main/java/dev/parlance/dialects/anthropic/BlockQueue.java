package dev.parlance.dialects.anthropic;

import dev.parlance.core.wire.JsonWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a stream in the order in which they began. Clients expect one block to end before the next begins, but calls of other dialects
 * come side by side and end together: what belongs to a later block waits until it is its turn. Not thread-safe.
 */
final class BlockQueue {
    private static final byte[] END = {'\n', '\n'};

    private final Deque<Block> queue = new ArrayDeque<>();
    private int begun;

    /** What a block holds. */
    enum Kind {
        TEXT,
        REFUSAL,
        THINKING,
        CALL,
        /** Anything that comes in one piece. */
        WHOLE
    }

    /** A block that has begun. */
    static final class Block {
        private final int index;
        private final Kind kind;
        private final int call;
        private @Nullable JsonWriter waiting;
        private boolean ended;

        private Block(int index, Kind kind, int call) {
            this.index = index;
            this.kind = kind;
            this.call = call;
        }
    }

    /** The block that words of that kind go on with, or null. */
    @Nullable
    Block current(Kind kind) {
        Block last = queue.peekLast();
        return last != null && last.kind == kind && !last.ended ? last : null;
    }

    /** The block of that call, or null when it has ended. */
    @Nullable
    Block ofCall(int call) {
        return find(block -> block.kind == Kind.CALL && block.call == call && !block.ended);
    }

    private @Nullable Block find(Predicate<Block> wanted) {
        for (Block block : queue) {
            if (wanted.test(block)) {
                return block;
            }
        }
        return null;
    }

    /** Begins a block; what {@link #frame} then writes is its start. */
    Block begin(Kind kind, int call) {
        Block block = new Block(begun++, kind, call);
        block.waiting = queue.isEmpty() ? null : new JsonWriter(256);
        queue.add(block);
        return block;
    }

    /** Opens an event of the block: its type and index are written, other members may follow, then {@link #close}. */
    JsonWriter frame(Block block, String event, JsonWriter out) {
        JsonWriter target = block.waiting == null ? out : block.waiting;
        open(event, target).name("index").number(block.index);
        return target;
    }

    /** Opens an event that belongs to no block. */
    static JsonWriter open(String event, JsonWriter out) {
        out.frame("event: ").frame(event).frame("\ndata: ");
        return out.beginObject().name(Names.TYPE).string(event);
    }

    /** Ends the event. */
    static void close(JsonWriter target) {
        target.endObject().fragment(END, false);
    }

    /** Ends a block; when it was its turn, those that waited for it follow. */
    void end(Block block, JsonWriter out) {
        block.ended = true;
        while (!queue.isEmpty() && queue.getFirst().ended) {
            close(frame(queue.removeFirst(), "content_block_stop", out));
            release(out);
        }
    }

    /** Ends all that is open. */
    void endAll(JsonWriter out) {
        for (Block block : List.copyOf(queue)) {
            end(block, out);
        }
    }

    /** Writes what waits although the blocks before it are open: nothing more will come. */
    void flush(JsonWriter out) {
        for (Block block : new ArrayList<>(queue)) {
            if (block.waiting != null) {
                out.fragment(block.waiting.toBytes(), false);
            }
        }
        queue.clear();
    }

    private void release(JsonWriter out) {
        Block first = queue.peekFirst();
        if (first != null && first.waiting != null) {
            out.fragment(first.waiting.toBytes(), false);
            first.waiting = null;
        }
    }
}

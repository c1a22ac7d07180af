package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The items of an answer, by {@code output_index}. Items may interleave; one at a time is handed over as it comes, the others wait until it
 * is whole, lowest index first, so that parts come in order and in one piece. Not thread-safe.
 */
final class OutputItems {
    private final NavigableMap<Integer, Entry> waiting = new TreeMap<>();
    private final Set<Integer> finished = new HashSet<>();
    private @Nullable Entry current;
    private int calls;
    private int latest = -1;

    private static final class Entry {
        private final OutputItem item;
        private final List<ChatEvent> held = new ArrayList<>();
        private boolean done;

        Entry(OutputItem item) {
            this.item = item;
        }
    }

    /** Whether the caller's functions are called. */
    boolean anyCall() {
        return calls > 0;
    }

    /** Whether there were items, and all of them are whole. */
    boolean allDone() {
        return !finished.isEmpty() && waiting.isEmpty();
    }

    /** @param index -1 where the host does not count */
    void added(int index, JsonObject json, Consumer<ChatEvent> sink) {
        int place = index < 0 ? latest + 1 : index;
        latest = Math.max(latest, place);
        if (!finished.contains(place) && !waiting.containsKey(place)) {
            Entry entry = enter(place, create(json.text("type")));
            entry.item.begin(json, out(entry, sink));
        }
    }

    void delta(int index, OutputItem.Kind kind, int part, String text, Consumer<ChatEvent> sink) {
        Entry entry = find(index, kind);
        if (entry != null) {
            entry.item.delta(kind, Math.max(0, part), text, out(entry, sink));
        }
    }

    void partDone(int index, int part, JsonObject json, Consumer<ChatEvent> sink) {
        Entry entry = find(index, null);
        if (entry != null) {
            entry.item.partDone(Math.max(0, part), json, out(entry, sink));
        }
    }

    void done(int index, JsonObject json, Consumer<ChatEvent> sink) {
        int place = index < 0 ? Math.max(0, latest) : index;
        latest = Math.max(latest, place);
        if (finished.contains(place)) {
            return;
        }
        Entry entry = waiting.get(place);
        if (entry == null) {
            entry = enter(place, create(json.text("type")));
        }
        entry.item.done(json, out(entry, sink));
        entry.done = true;
        finished.add(place);
        if (entry == current) {
            waiting.remove(place);
            advance(sink);
        }
    }

    /**
     * The answer is whole.
     *
     * @param output its items as the end tells them, or null; they count where the stream did not bring them
     */
    void complete(@Nullable RawJson output, Consumer<ChatEvent> sink) {
        List<JsonValue> told = output == null || allDone() && count(output) <= finished.size()
                ? List.of()
                : output.valueOrNull() instanceof JsonArray(List<JsonValue> elements) ? elements : List.of();
        boolean more = told.size() > finished.size() + undone();
        for (int place = 0; place < told.size(); place++) {
            boolean wanted = waiting.containsKey(place) || more;
            if (wanted && told.get(place) instanceof JsonObject item) {
                done(place, item, sink);
            }
        }
        flush(true, sink);
    }

    /** The answer failed or was cut short: what is held is handed over, and nothing is made whole. */
    void flush(Consumer<ChatEvent> sink) {
        flush(false, sink);
    }

    private void flush(boolean whole, Consumer<ChatEvent> sink) {
        List<Entry> rest = new ArrayList<>(waiting.values());
        if (current != null && rest.remove(current)) {
            rest.addFirst(current);
        }
        for (Entry entry : rest) {
            entry.held.forEach(sink);
            if (!entry.done) {
                entry.item.cut(whole, sink);
            }
        }
        finished.addAll(waiting.keySet());
        waiting.clear();
        current = null;
    }

    private int undone() {
        int undone = 0;
        for (Entry entry : waiting.values()) {
            undone += entry.done ? 0 : 1;
        }
        return undone;
    }

    /** Usually the stream brought all of them; then nothing is built only to be thrown away. */
    private static int count(RawJson output) {
        byte[] bytes = output.bytes();
        int count = 0;
        try (JsonReader reader = JsonReader.of(bytes, 0, bytes.length)) {
            while (reader.nextElement()) {
                reader.skip();
                count++;
            }
        } catch (MalformedJson damaged) {
            return Integer.MAX_VALUE;
        }
        return count;
    }

    private OutputItem create(@Nullable String type) {
        if (CallItem.reads(type)) {
            return new CallItem(calls++);
        }
        return switch (type) {
            case "message" -> new MessageItem();
            case "reasoning" -> new ReasoningItem();
            case null, default -> new WholeItem();
        };
    }

    /** The open item at that place; where none was announced, one that can take what comes. */
    private @Nullable Entry find(int index, OutputItem.@Nullable Kind kind) {
        int place = index < 0 ? Math.max(0, latest) : index;
        latest = Math.max(latest, place);
        Entry entry = waiting.get(place);
        if (entry != null || kind == null || finished.contains(place)) {
            return entry == null || entry.done ? null : entry;
        }
        return enter(
                place,
                switch (kind) {
                    case TEXT, REFUSAL -> new MessageItem();
                    case SUMMARY, REASONING_TEXT -> new ReasoningItem();
                    case ARGUMENTS -> new CallItem(calls++);
                });
    }

    private Entry enter(int place, OutputItem item) {
        Entry entry = new Entry(item);
        waiting.put(place, entry);
        current = current == null ? entry : current;
        return entry;
    }

    private Consumer<ChatEvent> out(Entry entry, Consumer<ChatEvent> sink) {
        return entry == current ? sink : entry.held::add;
    }

    private void advance(Consumer<ChatEvent> sink) {
        current = null;
        while (current == null && !waiting.isEmpty()) {
            Entry next = waiting.firstEntry().getValue();
            next.held.forEach(sink);
            next.held.clear();
            if (next.done) {
                waiting.pollFirstEntry();
            } else {
                current = next;
            }
        }
    }
}

package dev.parlance.sandbox.responses;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.host.Members.Member;
import dev.parlance.sandbox.responses.OutputItem.Call;
import dev.parlance.sandbox.responses.OutputItem.Message;
import dev.parlance.sandbox.responses.OutputItem.Thought;
import dev.parlance.sandbox.responses.ResponsesHabits.Habit;
import dev.parlance.sandbox.responses.ResponsesHabits.Thoughts;
import java.util.ArrayList;
import java.util.List;

/** The events of a streamed answer, numbered, from {@code response.created} to the response as it ended. */
final class ResponseEvents {
    private static final int PADDED_TO = 16;

    private final Turn turn;
    private final ItemWire wire;
    private final ResponseEnvelope envelope;
    private final List<JsonObject> events = new ArrayList<>();

    private ResponseEvents(Turn turn) {
        this.turn = turn;
        this.wire = new ItemWire(turn);
        this.envelope = new ResponseEnvelope(turn);
    }

    /** The events of a whole answer. */
    static List<JsonObject> of(Turn turn) {
        ResponseEvents events = new ResponseEvents(turn);
        events.all();
        return events.events;
    }

    /** The events of an answer that fails halfway: an error and the failed response, in a stream that began well. */
    static List<JsonObject> failing(Turn turn) {
        ResponseEvents events = new ResponseEvents(turn);
        events.all();
        int kept = (events.events.size() + 1) / 2;
        events.events.subList(kept, events.events.size()).clear();
        String message = "The server had an error while processing your request. Sorry about that!";
        events.add(
                "error",
                member(
                        "error",
                        object(
                                member("type", "server_error"),
                                member("code", "server_error"),
                                member("message", message),
                                member("param", null))));
        events.add("response.failed", member("response", events.envelope.failed("server_error", message)));
        return events.events;
    }

    private void all() {
        String status = turn.body().background() ? "queued" : "in_progress";
        add("response.created", member("response", envelope.open(status)));
        if (turn.body().background()) {
            add("response.queued", member("response", envelope.open("queued")));
        }
        add("response.in_progress", member("response", envelope.open("in_progress")));
        List<OutputItem> items = wire.items();
        boolean late = turn.has(Habit.LATE_THOUGHT_END) && items.size() > 1 && items.getFirst() instanceof Thought;
        for (int index = 0; index < items.size(); index++) {
            begin(index);
            if (index > 0 || !late) {
                end(index);
            }
            if (index == 1 && late) {
                end(0);
            }
        }
        JsonObject last = event(
                turn.incomplete() ? "response.incomplete" : "response.completed",
                member("response", envelope.ended(wire.output())));
        events.add(turn.host().dressedEnd(last, turn.reply()));
    }

    private void begin(int index) {
        add("response.output_item.added", member("item", wire.start(index)), place(index));
        switch (wire.items().get(index)) {
            case Thought thought -> beginThought(index, thought);
            case Message message -> {
                add(
                        "response.content_part.added",
                        inContent(index, member("part", wire.messagePart(message, List.of()))));
                String kind = message.refusal() ? "response.refusal.delta" : "response.output_text.delta";
                for (String piece : message.pieces()) {
                    delta(
                            kind,
                            piece,
                            message.refusal() ? inContent(index) : inContent(index, logprobs(List.of(piece))));
                }
            }
            case Call call -> {
                String kind = call.custom()
                        ? "response.custom_tool_call_input.delta"
                        : "response.function_call_arguments.delta";
                boolean none = turn.has(Habit.NO_ARGUMENT_DELTAS);
                boolean whole = turn.has(Habit.WHOLE_ARGUMENTS);
                for (String piece : none ? List.<String>of() : whole ? List.of(call.text()) : call.pieces()) {
                    delta(kind, piece, List.of(itemId(index), place(index)));
                }
            }
        }
    }

    private void end(int index) {
        switch (wire.items().get(index)) {
            case Thought thought -> endThought(index, thought);
            case Message message -> {
                String text = message.text();
                if (message.refusal()) {
                    add("response.refusal.done", inContent(index, member("refusal", text)));
                } else {
                    add(
                            "response.output_text.done",
                            inContent(index, logprobs(message.pieces()), member("text", text)));
                }
                JsonObject part = wire.messagePart(message, message.pieces());
                add("response.content_part.done", inContent(index, member("part", part)));
            }
            case Call call -> {
                String name = call.custom() ? "input" : "arguments";
                String kind = call.custom()
                        ? "response.custom_tool_call_input.done"
                        : "response.function_call_arguments.done";
                add(kind, member(name, call.text()), itemId(index), place(index));
            }
        }
        add("response.output_item.done", member("item", wire.end(index, "done")), place(index));
    }

    /** The parts of a summary end before the next one begins; a text ends with its item. */
    private void beginThought(int index, Thought thought) {
        List<List<String>> parts = wire.shown(thought);
        for (int part = 0; part < parts.size(); part++) {
            add(
                    asText() ? "response.content_part.added" : "response.reasoning_summary_part.added",
                    inThought(index, part, member("part", wire.thoughtPart(""))));
            for (String piece : parts.get(part)) {
                delta(
                        asText() ? "response.reasoning_text.delta" : "response.reasoning_summary_text.delta",
                        piece,
                        inThought(index, part));
            }
            if (!asText()) {
                endPart(index, part, parts.get(part));
            }
        }
    }

    private void endThought(int index, Thought thought) {
        List<List<String>> parts = wire.shown(thought);
        if (asText() && !parts.isEmpty()) {
            endPart(index, 0, parts.getFirst());
        }
    }

    private void endPart(int index, int part, List<String> pieces) {
        String text = String.join("", pieces);
        add(
                asText() ? "response.reasoning_text.done" : "response.reasoning_summary_text.done",
                inThought(index, part, member("text", text)));
        add(
                asText() ? "response.content_part.done" : "response.reasoning_summary_part.done",
                inThought(index, part, member("part", wire.thoughtPart(text))));
    }

    private boolean asText() {
        return turn.habits().thoughts() == Thoughts.TEXT;
    }

    private void delta(String type, String piece, List<Member> where) {
        List<Member> members = new ArrayList<>(where);
        members.addFirst(member("delta", piece));
        if (turn.has(Habit.PADS) && turn.body().padded()) {
            int padding = PADDED_TO - piece.length() % PADDED_TO;
            members.add(member("obfuscation", turn.digest().letters("padding" + events.size(), padding)));
        }
        add(type, members);
    }

    private List<Member> inContent(int index, Member... more) {
        return where(index, member("content_index", 0), more);
    }

    private List<Member> inThought(int index, int part, Member... more) {
        return where(index, member(asText() ? "content_index" : "summary_index", part), more);
    }

    private List<Member> where(int index, Member part, Member... more) {
        List<Member> members = new ArrayList<>(List.of(part, itemId(index), place(index)));
        members.addAll(List.of(more));
        return members;
    }

    private Member logprobs(List<String> pieces) {
        JsonArray all = wire.logprobs(pieces);
        return member("logprobs", all.elements().isEmpty() ? array() : all);
    }

    private Member itemId(int index) {
        return member("item_id", turn.itemId(index));
    }

    private static Member place(int index) {
        return member("output_index", index);
    }

    private void add(String type, Member... members) {
        events.add(event(type, members));
    }

    private void add(String type, List<Member> members) {
        events.add(event(type, members.toArray(Member[]::new)));
    }

    private JsonObject event(String type, Member... members) {
        List<Member> all = new ArrayList<>(List.of(members));
        all.addFirst(member("type", type));
        all.add(member("sequence_number", events.size()));
        JsonObject event = object(all.toArray(Member[]::new));
        return turn.has(Habit.ROTATES_IDS) ? rotated(event) : event;
    }

    /** Copilot's proxy names every item anew in every event. Recorded: vercel/ai, github-copilot-id-rotation. */
    private JsonObject rotated(JsonObject event) {
        JsonObject changed = event;
        for (String name : List.of("item", "response")) {
            JsonObject inner = changed.object(name);
            if (inner != null) {
                changed = changed.with(name, renamed(inner, name));
            }
        }
        return changed.get("item_id") == null ? changed : changed.with("item_id", id("item_id"));
    }

    private JsonObject renamed(JsonObject object, String purpose) {
        JsonObject changed = object.with("id", id(purpose));
        List<JsonValue> output = new ArrayList<>();
        for (JsonObject item : ResponsesBody.objects(object.elements("output"))) {
            output.add(item.with("id", id("output" + output.size())));
        }
        return object.get("output") == null ? changed : changed.with("output", new JsonArray(output));
    }

    private JsonValue id(String purpose) {
        return JsonValue.of(turn.digest().letters(purpose + events.size(), 32));
    }
}

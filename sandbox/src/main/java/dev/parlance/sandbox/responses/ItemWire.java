package dev.parlance.sandbox.responses;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.responses.OutputItem.Call;
import dev.parlance.sandbox.responses.OutputItem.Message;
import dev.parlance.sandbox.responses.OutputItem.Thought;
import dev.parlance.sandbox.responses.ResponsesHabits.Habit;
import dev.parlance.sandbox.responses.ResponsesHabits.Thoughts;
import dev.parlance.sandbox.responses.ResponsesModel.Trait;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How output items and their parts are spelled, at their beginning and at their end. */
final class ItemWire {
    private final Turn turn;
    private final List<OutputItem> items;

    ItemWire(Turn turn) {
        this.turn = turn;
        this.items = turn.items();
    }

    List<OutputItem> items() {
        return items;
    }

    /** All items as the response object carries them. */
    JsonArray output() {
        List<JsonValue> output = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            output.add(end(index, "output"));
        }
        return new JsonArray(output);
    }

    /** The item as it begins: without its pieces. */
    JsonObject start(int index) {
        return switch (items.get(index)) {
            case Thought thought -> thought(index, array(), array(), turn.has(Habit.SEALS_EARLY) ? "start" : "", false);
            case Message message -> message(index, "in_progress", array());
            case Call call -> call(index, call, "in_progress", "");
        };
    }

    /**
     * The item as it ends.
     *
     * @param occasion which of the places that carry the whole item this is
     */
    JsonObject end(int index, String occasion) {
        String status = turn.incomplete() && index == items.size() - 1 ? "incomplete" : "completed";
        return switch (items.get(index)) {
            case Thought thought -> {
                List<JsonValue> parts = new ArrayList<>();
                shown(thought).forEach(pieces -> parts.add(thoughtPart(String.join("", pieces))));
                boolean asText = turn.habits().thoughts() == Thoughts.TEXT;
                yield thought(
                        index,
                        asText ? array() : new JsonArray(parts),
                        asText ? new JsonArray(parts) : array(),
                        occasion,
                        true);
            }
            case Message message -> message(index, status, array(messagePart(message, message.pieces())));
            case Call call -> call(index, call, status, call.text());
        };
    }

    /** A part of a message that holds these pieces. */
    JsonObject messagePart(Message message, List<String> pieces) {
        String text = String.join("", pieces);
        return message.refusal()
                ? object(member("type", "refusal"), member("refusal", text))
                : object(
                        member("type", "output_text"),
                        member("annotations", array()),
                        member("logprobs", logprobs(pieces)),
                        member("text", text));
    }

    /** What is shown of a thought, part by part: nothing, the whole, or two parts when a detailed summary is asked for, as recorded. */
    List<List<String>> shown(Thought thought) {
        List<String> pieces = thought.pieces();
        if (!turn.shows() || pieces.isEmpty()) {
            return List.of();
        }
        boolean detailed = JsonValue.of("detailed").equals(turn.body().value("reasoning", "summary"));
        int half = pieces.size() / 2;
        return detailed && half > 0
                ? List.of(pieces.subList(0, half), pieces.subList(half, pieces.size()))
                : List.of(pieces);
    }

    /** A part of a thought. */
    JsonObject thoughtPart(String text) {
        String type = turn.habits().thoughts() == Thoughts.TEXT ? "reasoning_text" : "summary_text";
        return object(member("type", type), member("text", text));
    }

    /** The log probabilities of these pieces, empty unless they are asked for. */
    JsonArray logprobs(List<String> pieces) {
        if (!turn.body().includes("message.output_text.logprobs")) {
            return array();
        }
        Long most = turn.body().wholeNumber("top_logprobs");
        List<JsonValue> all = new ArrayList<>();
        for (String piece : pieces) {
            List<JsonValue> top = new ArrayList<>();
            for (int rank = 0; rank < (most == null ? 0 : Math.clamp(most, 0, 20)); rank++) {
                top.add(logprob(rank == 0 ? piece : piece + rank, rank));
            }
            all.add(logprob(piece, 0).with("top_logprobs", new JsonArray(top)));
        }
        return new JsonArray(all);
    }

    private static JsonObject logprob(String token, int rank) {
        List<JsonValue> bytes = new ArrayList<>();
        for (byte each : token.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(JsonValue.of(each & 0xff));
        }
        return object(
                member("token", token),
                member("logprob", new JsonNumber("-" + rank + ".25")),
                member("bytes", new JsonArray(bytes)));
    }

    private JsonObject thought(int index, JsonArray summary, JsonArray content, String occasion, boolean whole) {
        JsonObject item = object(member("id", turn.itemId(index)), member("type", "reasoning"));
        if (turn.has(Habit.THOUGHT_STATUS)) {
            item = item.with("status", JsonValue.of(whole ? "completed" : "in_progress"));
        }
        if (turn.has(Habit.EMPTY_CONTENT) || !content.elements().isEmpty()) {
            item = item.with("content", content);
        }
        if (turn.seals() && !occasion.isEmpty()) {
            item = item.with("encrypted_content", JsonValue.of(turn.sealed(index, occasion, whole)));
        } else if (turn.has(Habit.NULL_SEAL)) {
            item = item.with("encrypted_content", JsonNull.NULL);
        }
        return item.with("summary", summary);
    }

    private JsonObject message(int index, String status, JsonArray content) {
        JsonObject item = object(
                member("id", turn.itemId(index)),
                member("type", "message"),
                member("status", status),
                member("content", content));
        if (turn.model().has(Trait.PHASES)) {
            item = item.with("phase", JsonValue.of("final_answer"));
        }
        return item.with("role", JsonValue.of("assistant"));
    }

    private JsonObject call(int index, Call call, String status, String input) {
        return object(
                member("id", turn.itemId(index)),
                member("type", call.custom() ? "custom_tool_call" : "function_call"),
                member("status", status),
                member(call.custom() ? "input" : "arguments", input),
                member("call_id", call.callId()),
                member("name", call.name()));
    }
}

package dev.parlance.sandbox.responses;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.Reply.Finish;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import dev.parlance.sandbox.host.Members.Member;
import dev.parlance.sandbox.responses.ResponsesHabits.Habit;
import dev.parlance.sandbox.responses.ResponsesModel.Trait;
import java.util.ArrayList;
import java.util.List;

/** The response object around the output: it repeats the request, the defaults filled in. */
final class ResponseEnvelope {
    /** When every answer of the sandbox was made, in seconds. */
    static final long CREATED = 1_785_880_000;

    private final Turn turn;

    ResponseEnvelope(Turn turn) {
        this.turn = turn;
    }

    /** The response before it ends: {@code queued} or {@code in_progress}. */
    JsonObject open(String status) {
        return turn.host().dressed(response(status, array(), JsonNull.NULL), null);
    }

    /** The response as it ends. */
    JsonObject ended(JsonArray output) {
        String status = turn.incomplete() ? "incomplete" : "completed";
        JsonObject whole = response(status, output, usage(turn.reply().tokens()));
        return turn.host().dressed(whole, turn.reply());
    }

    /** The response of a stream that failed. */
    JsonObject failed(String code, String message) {
        return open("failed").with("error", object(member("code", code), member("message", message)));
    }

    private JsonObject response(String status, JsonArray output, JsonValue usage) {
        boolean ended = !(usage instanceof JsonNull);
        JsonObject response = object(
                member("id", turn.id()),
                member("object", "response"),
                member("created_at", CREATED),
                member("status", status),
                member("background", turn.body().background()),
                member("completed_at", ended && status.equals("completed") ? JsonValue.of(CREATED + 2) : JsonNull.NULL),
                member("error", null),
                member("frequency_penalty", new JsonNumber("0.0")),
                member("incomplete_details", ended ? incompleteDetails() : JsonNull.NULL),
                asked("instructions"),
                asked("max_output_tokens"),
                asked("max_tool_calls"),
                member("model", turn.model().snapshot()),
                member("output", output),
                asked("parallel_tool_calls", JsonValue.of(true)),
                member("presence_penalty", new JsonNumber("0.0")),
                asked("previous_response_id"),
                asked("prompt_cache_key"),
                asked("prompt_cache_retention"),
                member("reasoning", reasoning()),
                asked("safety_identifier"),
                member("service_tier", tier(ended)),
                member("store", turn.stored()),
                asked("temperature", new JsonNumber("1.0")),
                member("text", text()),
                asked("tool_choice", JsonValue.of("auto")),
                member("tools", tools()),
                asked("top_logprobs", JsonValue.of(0)),
                asked("top_p", new JsonNumber("1.0")),
                asked("truncation", JsonValue.of("disabled")),
                member("usage", usage),
                asked("user"),
                asked("metadata", JsonObject.EMPTY));
        JsonValue conversation = turn.body().value("conversation");
        return conversation == null ? response : response.with("conversation", conversation);
    }

    private JsonValue incompleteDetails() {
        if (!turn.incomplete()) {
            return JsonNull.NULL;
        }
        return object("reason", turn.reply().finish() == Finish.LENGTH ? "max_output_tokens" : "content_filter");
    }

    private Member asked(String name) {
        return asked(name, JsonNull.NULL);
    }

    private Member asked(String name, JsonValue otherwise) {
        JsonValue value = turn.body().value(name);
        return member(name, value == null ? otherwise : value);
    }

    private JsonValue reasoning() {
        String effort = turn.model().effort(turn.body());
        JsonValue summary = turn.body().value("reasoning", "summary");
        if (summary instanceof JsonString(String wish) && wish.equals("auto")) {
            summary = JsonValue.of("detailed");
        }
        JsonObject reasoning = object(member("effort", effort.isEmpty() ? null : effort), member("summary", summary));
        if (!turn.model().has(Trait.ALL_TURNS)) {
            return reasoning;
        }
        JsonValue context = turn.body().value("reasoning", "context");
        JsonValue mode = turn.body().value("reasoning", "mode");
        return reasoning
                .with("context", context == null ? JsonValue.of("all_turns") : context)
                .with("mode", mode == null ? JsonValue.of("standard") : mode);
    }

    private JsonValue tier(boolean ended) {
        JsonValue asked = turn.body().value("service_tier");
        return asked == null || asked.equals(JsonValue.of("auto")) ? JsonValue.of(ended ? "default" : "auto") : asked;
    }

    private JsonValue text() {
        JsonValue format = turn.body().value("text", "format");
        JsonValue verbosity = turn.body().value("text", "verbosity");
        return object(
                member("format", format == null ? object("type", "text") : format),
                member("verbosity", verbosity == null ? JsonValue.of("medium") : verbosity));
    }

    /** A function is strict unless it says otherwise, and the answer says so. */
    private JsonArray tools() {
        List<JsonValue> tools = new ArrayList<>();
        for (JsonObject tool : ResponsesBody.objects(turn.body().members().elements("tools"))) {
            boolean silent = "function".equals(tool.text("type")) && tool.get("strict") == null;
            tools.add(silent && turn.has(Habit.CLOSED) ? tool.with("strict", JsonValue.of(true)) : tool);
        }
        return new JsonArray(tools);
    }

    private JsonObject usage(TokenCount tokens) {
        JsonObject input = object("cached_tokens", tokens.cached());
        if (turn.model().has(Trait.ALL_TURNS)) {
            input = object(member("cache_write_tokens", 0), member("cached_tokens", tokens.cached()));
        }
        return object(
                member("input_tokens", tokens.prompt()),
                member("input_tokens_details", input),
                member("output_tokens", tokens.completion()),
                member("output_tokens_details", object("reasoning_tokens", tokens.reasoning())),
                member("total_tokens", tokens.total()));
    }
}

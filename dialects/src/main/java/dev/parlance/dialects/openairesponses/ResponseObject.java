package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The response object of one answer. It repeats the client's request, as the API does; the repeated part is spelled once and used in every
 * event. Not thread-safe.
 */
final class ResponseObject {
    private static final RawJson AUTO = RawJson.of(JsonValue.of("auto"));
    private static final RawJson DISABLED = RawJson.of(JsonValue.of("disabled"));
    private static final RawJson TRUE = RawJson.of(JsonValue.of(true));
    private static final RawJson FALSE = RawJson.of(JsonValue.of(false));
    private static final RawJson NULL = RawJson.of(JsonValue.JsonNull.NULL);

    private final ChatRequest request;
    private final Origin origin;
    private final String id;
    private final String model;
    private final long created;
    private final byte[] echo;

    ResponseObject(ChatRequest request, Origin origin, @Nullable String id, @Nullable String model, long created) {
        this.request = request;
        this.origin = origin;
        this.id = id == null ? AnswerWords.NO_ID : id;
        this.model = model == null ? request.model() : model;
        this.created = created;
        this.echo = echo();
    }

    /**
     * Writes it.
     *
     * @param incomplete why it is incomplete, or null
     * @param items the finished items, as elements of an array without its brackets
     * @param vendor members of the host's that have no neutral form
     */
    void write(
            String status,
            @Nullable String incomplete,
            @Nullable ParlanceException error,
            byte[] items,
            @Nullable Usage usage,
            Members vendor,
            JsonWriter out) {
        out.beginObject();
        out.name("id")
                .string(id)
                .name("object")
                .string("response")
                .name("created_at")
                .number(created);
        out.name("status").string(status);
        out.name("error");
        if (error == null) {
            out.nothing();
        } else {
            ErrorWriter.inResponse(error, out);
        }
        out.name("incomplete_details");
        if (incomplete == null) {
            out.nothing();
        } else {
            out.beginObject().name("reason").string(incomplete).endObject();
        }
        out.name("model").string(model);
        out.name("output").beginArray().fragment(items, true).endArray();
        out.name("usage");
        if (usage == null) {
            out.nothing();
        } else {
            AnswerWords.usage(usage, origin, out);
        }
        out.fragment(echo, true);
        Members rest = vendor;
        if (rest.get("service_tier") == null) {
            JsonValue tier = request.parameters().get(Parameter.SERVICE_TIER);
            rest = tier == null ? rest : rest.with("service_tier", RawJson.of(tier));
        }
        ToolsWriter.members(rest, out);
        out.endObject();
    }

    private byte[] echo() {
        JsonWriter members = new JsonWriter(512);
        members.name(Names.INSTRUCTIONS);
        String instructions = Instructions.of(request.messages());
        if (instructions == null) {
            members.nothing();
        } else {
            members.string(instructions);
        }
        parameter(Parameter.MAX_OUTPUT_TOKENS, NULL, members);
        parameter(Parameter.METADATA, RawJson.EMPTY_OBJECT, members);
        parameter(Parameter.PARALLEL_TOOL_CALLS, TRUE, members);
        extra("previous_response_id", NULL, members);
        members.name(Names.REASONING);
        reasoning(members);
        // What another dialect answered is stored nowhere.
        parameter(Parameter.STORE, AnswerWords.isOwn(origin) ? TRUE : FALSE, members);
        parameter(Parameter.TEMPERATURE, NULL, members);
        members.name(Names.TEXT);
        text(members);
        members.name("tool_choice");
        if (request.toolChoice() == null) {
            members.raw(AUTO);
        } else {
            ToolsWriter.choice(request.toolChoice(), members);
        }
        members.name("tools");
        ToolsWriter.tools(request.tools(), true, members);
        parameter(Parameter.TOP_P, NULL, members);
        extra("truncation", DISABLED, members);
        parameter(Parameter.USER, NULL, members);
        JsonWriter behind = new JsonWriter(members.length() + 1);
        behind.frame(",").raw(OneLine.of(members.toRawJson()));
        return behind.toBytes();
    }

    private void parameter(Parameter parameter, RawJson otherwise, JsonWriter out) {
        JsonValue asked = request.parameters().get(parameter);
        out.name(Names.wire(parameter)).raw(asked == null ? otherwise : RawJson.of(asked));
    }

    private void extra(String name, RawJson otherwise, JsonWriter out) {
        RawJson given = request.extraBody().get(name);
        out.name(name).raw(given == null ? otherwise : given);
    }

    private void reasoning(JsonWriter out) {
        String effort = Effort.word(request.thinking());
        JsonValue summary = request.parameters().get(Parameter.THINKING_SUMMARY);
        out.beginObject().name("effort").value(effort == null ? JsonValue.JsonNull.NULL : JsonValue.of(effort));
        out.name(Names.SUMMARY).value(Objects.requireNonNullElse(summary, JsonValue.JsonNull.NULL));
        out.endObject();
    }

    private void text(JsonWriter out) {
        out.beginObject().name("format");
        if (request.responseFormat() == null) {
            out.value(JsonValue.object("type", JsonValue.of("text")));
        } else {
            ToolsWriter.format(request.responseFormat(), out);
        }
        JsonValue verbosity = request.parameters().get(Parameter.VERBOSITY);
        if (verbosity != null) {
            out.name("verbosity").value(verbosity);
        }
        out.endObject();
    }
}

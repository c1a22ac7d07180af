package dev.parlance.dialects.openaichat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.MalformedJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request of a client. The spellings of all the dialect's relatives are understood; what nobody defines becomes the caller's extra
 * body; a null means not asked. Used once.
 */
final class RequestReader {
    private final ChatRequest.Builder builder = ChatRequest.builder("");
    private final ThinkingWishes wishes = new ThinkingWishes();
    private final List<Adjustment> adjustments = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private @Nullable String model;
    private boolean messages;
    private boolean stream;
    private boolean includeUsage;
    private Members streamOptions = Members.NONE;
    private @Nullable JsonValue limit;
    private @Nullable String limitName;

    private RequestReader() {}

    static InboundRequest read(byte[] body) {
        try (JsonReader reader = JsonReader.of(body, 0, body.length)) {
            if (!reader.isObject()) {
                throw BadRequest.of("body", "The body must be a JSON object with at least \"model\" and \"messages\"");
            }
            return new RequestReader().read(reader);
        } catch (MalformedJson fault) {
            String message = fault.getMessage();
            throw BadRequest.of("body", message == null ? "The body is not valid JSON" : message);
        }
    }

    private InboundRequest read(JsonReader reader) {
        for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
            if (!seen.add(name)) {
                throw BadRequest.of(name, "\"" + name + "\" stands twice in the body; which one is meant?");
            }
            member(reader, name);
        }
        reader.end();
        if (model == null) {
            throw BadRequest.of("model", "\"model\" is missing: name it as host/model, for example moonshot/kimi-k2.6");
        }
        if (!messages) {
            throw BadRequest.of("messages", "\"messages\" is missing: it must be an array of messages");
        }
        if (limit != null) {
            builder.parameter(Parameter.MAX_OUTPUT_TOKENS, limit, limitName);
        }
        JsonValue keep = wishes.keep();
        if (keep != null) {
            builder.parameter(Parameter.THINKING_KEEP, keep);
        }
        adjustments.addAll(wishes.adjustments());
        streaming();
        return new InboundRequest(
                builder.model(model)
                        .thinking(wishes.strongest())
                        .dialect(Names.DIALECT)
                        .build(),
                adjustments);
    }

    private void member(JsonReader reader, String name) {
        switch (name) {
            case "model" -> model(reader);
            case "messages" -> {
                messages = true;
                MessagesReader.read(reader, builder, adjustments);
            }
            case "tools" -> ToolsReader.tools(reader, builder);
            case "tool_choice" -> ToolsReader.choice(reader, builder);
            case "response_format" -> ToolsReader.format(reader, builder);
            case "stream" -> {
                if (reader.isNull()) {
                    reader.skip();
                } else if (reader.isBoolean()) {
                    stream = reader.bool();
                } else {
                    throw BadRequest.of(name, "stream must be true or false");
                }
            }
            case "stream_options" -> streamOptions(reader);
            case "reasoning_effort", "thinking", "reasoning", "enable_thinking", "thinking_budget" ->
                wish(reader, name);
            default -> other(reader, name);
        }
    }

    private void model(JsonReader reader) {
        if (!reader.isString()) {
            throw BadRequest.of("model", "model must be a string such as moonshot/kimi-k2.6");
        }
        String name = reader.string().strip();
        if (name.isEmpty()) {
            throw BadRequest.of("model", "model is empty: name it as host/model, for example moonshot/kimi-k2.6");
        }
        model = name;
    }

    private void wish(JsonReader reader, String name) {
        try {
            wishes.accept(name, reader.value());
        } catch (IllegalArgumentException fault) {
            throw BadRequest.of(Parameter.THINKING.label(), String.valueOf(fault.getMessage()));
        }
    }

    private void other(JsonReader reader, String name) {
        Parameter parameter = Names.parameter(name);
        if (parameter == null) {
            builder.extra(name, reader.raw());
            return;
        }
        if (reader.isNull()) {
            reader.skip();
            return;
        }
        JsonValue value = reader.value();
        if (!parameter.type().accepts(value)) {
            throw BadRequest.of(
                    parameter.label(), name + " must be " + parameter.type().description());
        }
        if (parameter == Parameter.MAX_OUTPUT_TOKENS) {
            limit(name, value);
        } else {
            builder.parameter(parameter, value, name);
        }
    }

    /** Two names for one limit: the newer one counts, as hosts that know both have it. */
    private void limit(String name, JsonValue value) {
        boolean newer = name.equals("max_completion_tokens");
        JsonValue before = limit;
        if (before == null || newer) {
            limit = value;
            limitName = name;
        }
        if (before != null && !before.equals(value)) {
            adjustments.add(new Adjustment(
                    Parameter.MAX_OUTPUT_TOKENS.label(),
                    Adjustment.Kind.DROPPED,
                    newer ? before : value,
                    limit,
                    "inbound/" + Names.DIALECT + "#max_tokens",
                    "Both max_tokens and max_completion_tokens were given; the latter counts.",
                    null));
        }
    }

    private void streamOptions(JsonReader reader) {
        if (reader.isNull()) {
            reader.skip();
            return;
        }
        if (!reader.isObject()) {
            throw BadRequest.of("stream_options", "stream_options must be an object");
        }
        for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
            if (name.equals("include_usage") && reader.isBoolean()) {
                includeUsage = reader.bool();
            } else {
                streamOptions = streamOptions.with(name, reader.raw());
            }
        }
    }

    private void streaming() {
        if (stream) {
            builder.streaming(new ChatRequest.Streaming(includeUsage, streamOptions));
        } else if (includeUsage || !streamOptions.isEmpty()) {
            adjustments.add(new Adjustment(
                    "stream-options",
                    Adjustment.Kind.DROPPED,
                    JsonValue.of("stream_options"),
                    null,
                    "inbound/" + Names.DIALECT + "#stream_options",
                    "The answer is not streamed.",
                    null));
        }
    }
}

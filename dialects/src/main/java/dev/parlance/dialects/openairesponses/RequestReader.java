package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.core.wire.RawJson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request of a client. What has no neutral meaning becomes the caller's extra body, members of {@code reasoning} and {@code text}
 * under the name of their object. Used once.
 */
final class RequestReader {
    /** What stands for the conversation when there is no input. */
    private static final List<String> INSTEAD_OF_INPUT = List.of("previous_response_id", "conversation", "prompt");

    private final ChatRequest.Builder builder = ChatRequest.builder("");
    private final InputReader input = new InputReader();
    private final Set<String> seen = new HashSet<>();
    private Members extra = Members.NONE;
    private @Nullable String model;
    private @Nullable String instructions;
    private boolean hasInput;
    private boolean stream;

    private RequestReader() {}

    static InboundRequest read(byte[] body, RequestTarget target) {
        try (JsonReader reader = JsonReader.of(body, 0, body.length)) {
            if (!reader.isObject()) {
                throw BadRequest.of("body", "The body must be a JSON object with at least \"model\" and \"input\"");
            }
            return new InboundRequest(new RequestReader().read(reader, target), List.of(), target);
        } catch (MalformedJson fault) {
            String message = fault.getMessage();
            throw BadRequest.of("body", message == null ? "The body is not valid JSON" : message);
        }
    }

    private ChatRequest read(JsonReader reader, RequestTarget target) {
        for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
            if (!seen.add(name)) {
                throw BadRequest.of(name, "\"" + name + "\" stands twice in the body; which one is meant?");
            }
            member(reader, name);
        }
        reader.end();
        String named = model == null ? target.model() : model;
        if (named == null) {
            throw BadRequest.of("model", "\"model\" is missing: name it as host/model, for example openai/gpt-5.4");
        }
        if (!hasInput && INSTEAD_OF_INPUT.stream().noneMatch(name -> extra.get(name) != null)) {
            throw BadRequest.of(Names.INPUT, "\"input\" is missing: it must be a string or an array of items");
        }
        if (instructions != null) {
            builder.message(Instructions.message(instructions));
        }
        input.messages().forEach(builder::message);
        return builder.model(named)
                .extraBody(extra)
                .streaming(stream ? ChatRequest.Streaming.WITH_USAGE : null)
                .dialect(Names.DIALECT)
                .build();
    }

    private void member(JsonReader reader, String name) {
        switch (name) {
            case "model" -> model(reader);
            case Names.INPUT -> {
                hasInput = true;
                input.read(reader);
            }
            case Names.INSTRUCTIONS -> instructions(reader);
            case "tools" -> ToolsReader.tools(reader, builder);
            case "tool_choice" -> ToolsReader.choice(reader, builder);
            case Names.TEXT -> text(reader);
            case Names.REASONING -> reasoning(reader);
            case Names.INCLUDE -> include(reader);
            case "stream" -> {
                if (reader.isNull()) {
                    reader.skip();
                } else if (reader.isBoolean()) {
                    stream = reader.bool();
                } else {
                    throw BadRequest.of(name, "stream must be true or false");
                }
            }
            default -> other(reader, name);
        }
    }

    private void model(JsonReader reader) {
        if (!reader.isString()) {
            throw BadRequest.of("model", "model must be a string such as openai/gpt-5.4");
        }
        String name = reader.string().strip();
        if (name.isEmpty()) {
            throw BadRequest.of("model", "model is empty: name it as host/model, for example openai/gpt-5.4");
        }
        model = name;
    }

    /** Empty instructions say nothing to other dialects, where they would become an empty message. */
    private void instructions(JsonReader reader) {
        if (reader.isString()) {
            String text = reader.string();
            if (!text.isEmpty()) {
                instructions = text;
                return;
            }
            extra = extra.with(Names.INSTRUCTIONS, RawJson.of(JsonValue.of(text)));
        } else if (reader.isNull()) {
            extra = extra.with(Names.INSTRUCTIONS, reader.raw());
        } else {
            throw BadRequest.of(Names.INSTRUCTIONS, "instructions must be a string");
        }
    }

    private void other(JsonReader reader, String name) {
        Parameter parameter = Names.parameter(name);
        if (parameter == null) {
            extra = extra.with(name, reader.raw());
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
        builder.parameter(parameter, value, name);
    }

    private void include(JsonReader reader) {
        RawJson entries = reader.raw();
        if (Includes.holds(entries, Names.LOGPROBS)) {
            builder.parameter(Parameter.LOGPROBS, JsonValue.of(true));
            RawJson rest = Includes.without(entries, Names.LOGPROBS);
            extra = rest == null ? extra : extra.with(Names.INCLUDE, rest);
        } else {
            extra = extra.with(Names.INCLUDE, entries);
        }
    }

    private void reasoning(JsonReader reader) {
        JsonObject rest = object(reader, Names.REASONING);
        if (rest == null) {
            return;
        }
        boolean any = !rest.members().isEmpty();
        if (rest.get("effort") instanceof JsonString(String effort) && !effort.isBlank()) {
            // An effort of "none" is off, and stays the word it is for hosts that take it.
            builder.thinking(new Thinking.Effort(effort.strip()));
            rest = rest.without("effort");
        } else if (!isAbsent(rest.get("effort"))) {
            throw BadRequest.of(Parameter.THINKING.label(), "reasoning.effort must be a string");
        }
        if (rest.get(Names.SUMMARY) instanceof JsonString summary) {
            builder.parameter(Parameter.THINKING_SUMMARY, summary);
            rest = rest.without(Names.SUMMARY);
        }
        keep(Names.REASONING, rest, any);
    }

    private void text(JsonReader reader) {
        JsonObject rest = object(reader, Names.TEXT);
        if (rest == null) {
            return;
        }
        boolean any = !rest.members().isEmpty();
        JsonValue format = rest.get("format");
        if (!isAbsent(format)) {
            builder.responseFormat(ToolsReader.format(format));
            rest = rest.without("format");
        }
        if (rest.get("verbosity") instanceof JsonString verbosity) {
            builder.parameter(Parameter.VERBOSITY, verbosity);
            rest = rest.without("verbosity");
        }
        keep(Names.TEXT, rest, any);
    }

    /** What has no neutral form stays under the name of its object. */
    private void keep(String name, JsonObject rest, boolean any) {
        if (!rest.members().isEmpty() || !any) {
            extra = extra.with(name, RawJson.of(rest));
        }
    }

    private @Nullable JsonObject object(JsonReader reader, String name) {
        if (reader.isNull()) {
            extra = extra.with(name, reader.raw());
            return null;
        }
        if (reader.isObject() && reader.value() instanceof JsonObject object) {
            return object;
        }
        throw BadRequest.of(name, name + " must be an object");
    }

    private static boolean isAbsent(@Nullable JsonValue value) {
        return value == null || value instanceof JsonNull;
    }
}

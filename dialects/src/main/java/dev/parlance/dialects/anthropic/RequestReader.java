package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.core.wire.RawJson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request of a client. What the reference does not define becomes the caller's extra body, a member of a known object under the
 * name of that object; a null means not asked. Used once.
 */
final class RequestReader {
    private final ChatRequest.Builder builder = ChatRequest.builder("");
    private final ThinkingReader thinking = new ThinkingReader();
    private final Set<String> seen = new HashSet<>();
    private @Nullable String model;
    private @Nullable JsonValue system;
    private @Nullable JsonValue messages;
    private @Nullable RawJson betas;

    private RequestReader() {}

    static InboundRequest read(byte[] body, RequestTarget target) {
        try (JsonReader reader = JsonReader.of(body, 0, body.length)) {
            if (!reader.isObject()) {
                throw BadRequest.of("body", "The body must be a JSON object with at least \"model\" and \"messages\"");
            }
            return new RequestReader().read(reader, target);
        } catch (MalformedJson fault) {
            String message = fault.getMessage();
            throw BadRequest.of("body", message == null ? "The body is not valid JSON" : message);
        }
    }

    private InboundRequest read(JsonReader reader, RequestTarget target) {
        for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
            if (!seen.add(name)) {
                throw BadRequest.of(name, "\"" + name + "\" stands twice in the body; which one is meant?");
            }
            if (reader.isNull()) {
                reader.skip();
            } else {
                member(reader, name);
            }
        }
        reader.end();
        if (model == null) {
            throw BadRequest.of(
                    "model", "\"model\" is missing: name it as host/model, for example anthropic/claude-sonnet-4-6");
        }
        if (messages == null) {
            throw BadRequest.of("messages", "\"messages\" is missing: it must be an array of messages");
        }
        MessagesReader.readSystem(system, builder);
        MessagesReader.read(messages, builder);
        thinking.finish(builder);
        Betas.read(target.headers().get(Names.BETA_HEADER), builder, betas);
        ChatRequest request = builder.model(model).dialect(Names.DIALECT).build();
        return new InboundRequest(request, List.of(), target);
    }

    private void member(JsonReader reader, String name) {
        switch (name) {
            case "model" -> model(reader);
            case "system" -> system = reader.value();
            case "messages" -> messages = reader.value();
            case "tools" -> ToolsReader.tools(reader.value(), builder);
            case Names.TOOL_CHOICE -> ToolsReader.choice(reader.value(), builder);
            case Names.THINKING -> thinking.thinking(reader.value());
            case Names.OUTPUT_CONFIG -> thinking.outputConfig(reader.value(), builder);
            case Names.OUTPUT_FORMAT -> ThinkingReader.format(reader.value(), Names.OUTPUT_FORMAT, builder);
            case Names.METADATA -> metadata(reader.value());
            case Names.BETA -> betas = reader.raw();
            case "stream" -> {
                if (!reader.isBoolean()) {
                    throw BadRequest.of(name, "stream must be true or false");
                }
                // A stream of this dialect always tells the usage.
                builder.streaming(reader.bool() ? ChatRequest.Streaming.WITH_USAGE : null);
            }
            default -> other(reader, name);
        }
    }

    private void model(JsonReader reader) {
        String name = reader.isString() ? reader.string().strip() : "";
        if (name.isEmpty()) {
            throw BadRequest.of("model", "model must be a string such as anthropic/claude-sonnet-4-6");
        }
        model = name;
    }

    private void other(JsonReader reader, String name) {
        Parameter parameter = Names.parameter(name);
        if (parameter == null) {
            builder.extra(name, reader.raw());
            return;
        }
        JsonValue value = reader.value();
        if (!parameter.type().accepts(value)) {
            throw BadRequest.of(
                    parameter.label(), name + " must be " + parameter.type().description());
        }
        builder.parameter(parameter, value);
    }

    private void metadata(JsonValue value) {
        if (!(value instanceof JsonObject metadata)) {
            throw BadRequest.of(Parameter.USER.label(), "metadata must be an object");
        }
        JsonObject rest = metadata;
        if (metadata.get(Names.USER_ID) instanceof JsonString user) {
            builder.parameter(Parameter.USER, user);
            rest = metadata.without(Names.USER_ID);
        }
        keep(Names.METADATA, rest, builder);
    }

    /** What of a known object has no neutral form travels on under the name of that object. */
    static void keep(String name, JsonObject rest, ChatRequest.Builder builder) {
        if (!rest.members().isEmpty()) {
            builder.extra(name, RawJson.of(rest));
        }
    }
}

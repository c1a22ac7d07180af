package dev.parlance.dialects.gemini;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a request of a client. What nobody defines becomes the caller's extra body; a null means not asked. Used once. */
final class RequestReader {
    private final JsonObject body;
    private final RequestTarget target;
    private final List<Adjustment> adjustments = new ArrayList<>();

    private RequestReader(JsonObject body, RequestTarget target) {
        this.body = body;
        this.target = target;
    }

    static InboundRequest read(byte[] bytes, RequestTarget target) {
        return new RequestReader(object(bytes), target).read();
    }

    /** The request of countTokens, which may hold a whole one of generateContent. */
    static InboundRequest readCounted(byte[] bytes, RequestTarget target) {
        JsonObject body = object(bytes);
        return new RequestReader(
                        body.get("generateContentRequest") instanceof JsonObject whole ? Names.camel(whole) : body,
                        target)
                .read();
    }

    private static JsonObject object(byte[] bytes) {
        try (JsonReader reader = JsonReader.of(bytes, 0, bytes.length)) {
            if (!reader.isObject()) {
                throw BadRequest.of("body", "The body must be a JSON object with at least \"contents\"");
            }
            Map<String, JsonValue> members = new LinkedHashMap<>();
            for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
                if (members.put(name, reader.value()) != null) {
                    throw BadRequest.of(name, "\"" + name + "\" stands twice in the body; which one is meant?");
                }
            }
            reader.end();
            return Names.camel(new JsonObject(members));
        } catch (MalformedJson fault) {
            String message = fault.getMessage();
            throw BadRequest.of("body", message == null ? "The body is not valid JSON" : message);
        }
    }

    private InboundRequest read() {
        ChatRequest.Builder builder = ChatRequest.builder(model()).dialect(Names.DIALECT);
        List<Message> messages = new ArrayList<>();
        Message system = system(body.get("systemInstruction"));
        if (system != null) {
            messages.add(system);
        }
        JsonValue contents = body.get("contents");
        if (contents == null || contents instanceof JsonNull) {
            throw BadRequest.of("contents", "\"contents\" is missing: it must be an array of contents");
        }
        messages.addAll(ContentsReader.read(contents));
        builder.messages(messages);
        for (Map.Entry<String, JsonValue> member : body.members().entrySet()) {
            if (!(member.getValue() instanceof JsonNull)) {
                member(builder, member.getKey(), member.getValue());
            }
        }
        if (Boolean.TRUE.equals(target.streaming())) {
            builder.streaming(ChatRequest.Streaming.WITH_USAGE);
        }
        return new InboundRequest(builder.build(), adjustments, target);
    }

    private void member(ChatRequest.Builder builder, String name, JsonValue value) {
        switch (name) {
            case "model", "contents", "systemInstruction" -> {}
            case "tools" -> ToolsReader.tools(value, builder);
            case Names.TOOL_CONFIG -> ToolsReader.config(value, builder);
            case Names.GENERATION_CONFIG -> GenerationConfigReader.read(value, builder, adjustments);
            case Names.SERVICE_TIER -> {
                if (!(value instanceof JsonString)) {
                    throw BadRequest.of(Parameter.SERVICE_TIER.label(), "serviceTier must be a string");
                }
                builder.parameter(Parameter.SERVICE_TIER, value);
            }
            default -> builder.extra(name, RawJson.of(value));
        }
    }

    /** The path names the model; without one the body may. */
    private String model() {
        String named = target.model() == null ? body.text("model") : target.model();
        String model = named == null ? "" : named.strip();
        if (model.isEmpty()) {
            throw BadRequest.of(
                    "model",
                    "The path names no model: it must be /v1beta/models/{model}:generateContent with host/model");
        }
        return model.startsWith("models/") ? model.substring("models/".length()) : model;
    }

    private static @Nullable Message system(@Nullable JsonValue given) {
        if (given instanceof JsonString(String text)) {
            return Message.system(text);
        }
        if (!(given instanceof JsonObject object)) {
            if (given != null && !(given instanceof JsonNull)) {
                throw BadRequest.of("systemInstruction", "systemInstruction must be an object with parts");
            }
            return null;
        }
        JsonObject content = Names.camel(object);
        List<Content> parts = PartReader.parts(content.get("parts"), "systemInstruction", false);
        Members extra = PartsReader.others(content, Set.of("parts"));
        return parts.isEmpty() ? null : new Message.System(false, parts, Message.ContentForm.FREE, extra);
    }
}

package dev.parlance.dialects.openairesponses;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.NegotiatedRequest;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Requests and answers of the dialect in tests. JSON is written with single quotes, and a quote inside a string as {@code `}. */
final class Responses {
    static final OpenAiResponsesDialect DIALECT = new OpenAiResponsesDialect();
    static final OpenAiResponsesInbound INBOUND = new OpenAiResponsesInbound();
    static final Origin OWN = new Origin("host", "openai-responses");
    static final Origin FOREIGN = new Origin("moonshot", "openai-chat");

    private Responses() {}

    static JsonValue json(String text) {
        return Json.parse(quoted(text));
    }

    private static String quoted(String text) {
        return text.replace('\'', '"').replace("`", "\\\"");
    }

    static ChatRequest read(String body) {
        return INBOUND.decodeRequest(quoted(body).getBytes(StandardCharsets.UTF_8))
                .request();
    }

    /** What a client's items are read as. */
    static ChatRequest readInput(String... items) {
        return read("{'model':'a/b','input':[" + String.join(",", items) + "]}");
    }

    /** The body of that request when nothing about it is negotiated: everything goes as it was asked. */
    static JsonObject sent(ChatRequest request) {
        Map<Parameter, Settlement.Setting> settings = new EnumMap<>(Parameter.class);
        request.parameters()
                .asked()
                .forEach((parameter, asked) ->
                        settings.put(parameter, new Settlement.Setting(asked.value(), asked.spelling())));
        Thinking wish = request.thinking() instanceof Thinking.Default ? null : request.thinking();
        return sent(
                request, new Settlement(settings, wish, false, request.toolChoice(), request.responseFormat(), false));
    }

    static JsonObject sent(ChatRequest request, Settlement settlement) {
        Profile profile = Profile.unknown("host", "model", "openai-responses");
        return (JsonObject) DIALECT.encode(new NegotiatedRequest(request, profile, settlement))
                .body()
                .value();
    }

    /** The items that are sent for the request. */
    static JsonValue sentInput(ChatRequest request) {
        return new JsonArray(sent(request).elements("input"));
    }

    static List<ChatEvent> events(ResponseHead head, String body) {
        ResponseDecoder decoder = DIALECT.decoder(head, Profile.unknown("host", "model", "openai-responses"));
        List<ChatEvent> events = new ArrayList<>();
        decoder.feed(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), events::add);
        decoder.end(events::add);
        return events;
    }

    static ChatResponse fold(List<ChatEvent> events) {
        ResponseFold fold = new ResponseFold("host");
        events.forEach(fold);
        return fold.response();
    }

    static ChatResponse plain(String body) {
        return fold(events(ResponseHead.OK, quoted(body)));
    }

    /** An answer whose output these items are. */
    static ChatResponse output(String... items) {
        return plain("{'object':'response','id':'resp_1','model':'m','status':'completed','output':["
                + String.join(",", items) + "]}");
    }

    static ChatResponse stream(String... events) {
        return fold(events(ResponseHead.OK, sse(events)));
    }

    static String sse(String... events) {
        StringBuilder stream = new StringBuilder();
        for (String event : events) {
            stream.append("data: ").append(quoted(event)).append("\n\n");
        }
        return stream.toString();
    }

    /** The stream that a client gets, without the numbers of its events. */
    static List<JsonObject> written(Origin origin, ChatEvent... events) {
        return written(ChatRequest.builder("model").build(), origin, events);
    }

    static List<JsonObject> written(ChatRequest request, Origin origin, ChatEvent... events) {
        StreamEncoder encoder = INBOUND.streamEncoder(new InboundRequest(request, List.of()), origin);
        JsonWriter out = new JsonWriter(256);
        for (ChatEvent event : events) {
            encoder.encode(event, out);
        }
        List<JsonObject> written = new ArrayList<>();
        for (String frame : new String(out.toBytes(), StandardCharsets.UTF_8).split("\n\n")) {
            List<String> lines = frame.lines().toList();
            JsonObject data = (JsonObject) Json.parse(lines.get(1).substring("data: ".length()));
            if (lines.size() != 2 || !lines.getFirst().equals("event: " + data.text("type"))) {
                throw new AssertionError("Not a frame of two lines that agree: " + frame);
            }
            if (!Objects.equals(data.get("sequence_number"), JsonValue.of(written.size()))) {
                throw new AssertionError("Event " + written.size() + " is counted otherwise: " + frame);
            }
            written.add(data.without("sequence_number"));
        }
        return written;
    }

    static List<String> types(List<JsonObject> events) {
        return events.stream().map(event -> event.text("type")).toList();
    }

    static JsonObject answer(Origin origin, ChatResponse response) {
        InboundRequest request = new InboundRequest(ChatRequest.builder("model").build(), List.of());
        return (JsonObject) Json.parse(INBOUND.encodeResponse(response, request, origin));
    }

    static JsonObject answer(Origin origin, ChatEvent... events) {
        return answer(origin, fold(Arrays.asList(events)));
    }
}

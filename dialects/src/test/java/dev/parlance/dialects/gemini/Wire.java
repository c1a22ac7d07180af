package dev.parlance.dialects.gemini;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.NegotiatedRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends, decodes and answers without a catalog: what is asked is what is settled. */
final class Wire {
    static final Profile PROFILE = Profile.unknown("gemini", "gemini-3-flash", "gemini");
    static final Origin OWN = new Origin("gemini", "gemini");
    static final Origin FOREIGN = new Origin("moonshot", "openai-chat");
    static final RequestTarget PLAIN = new RequestTarget("gemini/gemini-3-flash", false, true, Map.of());
    static final RequestTarget EVENTS = new RequestTarget("gemini/gemini-3-flash", true, true, Map.of());
    static final RequestTarget ARRAY = new RequestTarget("gemini/gemini-3-flash", true, false, Map.of());

    private Wire() {}

    static JsonObject json(String text) {
        return (JsonObject) Json.parse(text);
    }

    static Members member(String name, String json) {
        return Members.of(name, RawJson.ofText(json));
    }

    /** The body as it is sent when nothing is changed. */
    static String sent(ChatRequest request) {
        Map<Parameter, Settlement.Setting> settings = new EnumMap<>(Parameter.class);
        request.parameters()
                .asked()
                .forEach((parameter, asked) ->
                        settings.put(parameter, new Settlement.Setting(asked.value(), asked.spelling())));
        Thinking thinking = request.thinking() instanceof Thinking.Default ? null : request.thinking();
        Settlement settlement = new Settlement(
                settings, thinking, false, request.toolChoice(), request.responseFormat(), thinking != null);
        return new GeminiDialect()
                .encode(new NegotiatedRequest(request, PROFILE, settlement))
                .body()
                .text();
    }

    /** What a client's request says. */
    static ChatRequest read(String body) {
        return inbound(body, PLAIN).request();
    }

    static InboundRequest inbound(String body, RequestTarget target) {
        return new GeminiInbound().decodeRequest(body.getBytes(StandardCharsets.UTF_8), target);
    }

    /** A client's request, read and written again. */
    static String through(String body) {
        return sent(read(body));
    }

    static List<ChatEvent> events(ResponseHead head, String body) {
        ResponseDecoder decoder = new GeminiDialect().decoder(head, PROFILE);
        List<ChatEvent> events = new ArrayList<>();
        decoder.feed(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), events::add);
        decoder.end(events::add);
        return events;
    }

    static ChatResponse decoded(String body) {
        return decoded(ResponseHead.OK, body);
    }

    static ChatResponse decoded(ResponseHead head, String body) {
        return fold(events(head, body));
    }

    static ChatResponse fold(List<ChatEvent> events) {
        ResponseFold fold = new ResponseFold("gemini");
        events.forEach(fold);
        return fold.response();
    }

    /** The stream that a client gets for those events. */
    static String stream(RequestTarget target, Origin origin, ChatEvent... events) {
        InboundRequest request = new InboundRequest(asking(), List.of(), target);
        StreamEncoder encoder = new GeminiInbound().streamEncoder(request, origin);
        JsonWriter out = new JsonWriter(256);
        for (ChatEvent event : events) {
            encoder.encode(event, out);
        }
        return out.toRawJson().text();
    }

    /** The whole answer that a client gets for those events. */
    static JsonObject whole(Origin origin, ChatEvent... events) {
        ResponseFold fold = new ResponseFold(origin.host());
        for (ChatEvent event : events) {
            fold.accept(event);
        }
        byte[] body = new GeminiInbound()
                .encodeResponse(fold.response(), new InboundRequest(asking(), List.of(), PLAIN), origin);
        return json(new String(body, StandardCharsets.UTF_8));
    }

    /** The parts of all pieces of a stream, as one content that a client would hand back. */
    static String history(String stream) {
        List<String> parts = new ArrayList<>();
        for (String line : stream.split("\r\n\r\n", -1)) {
            if (line.startsWith("data: ")) {
                JsonObject candidate = (JsonObject) json(line.substring("data: ".length()))
                        .elements("candidates")
                        .getFirst();
                JsonObject content = candidate.object("content");
                if (content != null) {
                    content.elements("parts").forEach(part -> parts.add(Json.text(part)));
                }
            }
        }
        return "{\"role\":\"model\",\"parts\":[" + String.join(",", parts) + "]}";
    }

    static @Nullable String text(@Nullable RawJson json) {
        return json == null ? null : json.text();
    }

    private static ChatRequest asking() {
        return ChatRequest.builder("gemini/gemini-3-flash").user("hi").build();
    }
}

package dev.parlance.dialects.anthropic;

import dev.parlance.core.catalog.HostHeaders;
import dev.parlance.core.catalog.ModelFacts;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.ReasoningFacts.Replay;
import dev.parlance.core.catalog.ReasoningFacts.Spelling;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.dialect.WireRequest;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests and answers of the dialect in tests. JSON is written with single quotes, and a quote inside a string as {@code `}. */
final class Messages {
    static final AnthropicDialect DIALECT = new AnthropicDialect();
    static final AnthropicInbound INBOUND = new AnthropicInbound();

    private Messages() {}

    static JsonObject json(String text) {
        return (JsonObject) Json.parse(quoted(text));
    }

    private static String quoted(String text) {
        return text.replace('\'', '"').replace("`", "\\\"");
    }

    static ChatRequest read(String body) {
        return read(body, RequestTarget.NONE);
    }

    static ChatRequest read(String body, RequestTarget target) {
        return INBOUND.decodeRequest(quoted(body).getBytes(StandardCharsets.UTF_8), target)
                .request();
    }

    /** What is sent to a host without rules, for a model that is told to think in that way. */
    static WireRequest wire(ChatRequest request, Spelling spelling, String... levels) {
        return Preparation.prepare(request, host(spelling, Replay.SIGNED, Map.of(), levels), DIALECT, Policy.ADAPT)
                .wire();
    }

    static JsonObject sent(ChatRequest request) {
        return sent(request, Spelling.ADAPTIVE);
    }

    static JsonObject sent(ChatRequest request, Spelling spelling, String... levels) {
        return (JsonObject) wire(request, spelling, levels).body().value();
    }

    static JsonValue sentTurns(ChatRequest request) {
        return new JsonValue.JsonArray(sent(request).elements("messages"));
    }

    static Profile host(Spelling spelling, Replay replay, Map<String, String> headers, String... levels) {
        return new Profile(
                "host",
                "model",
                "anthropic-messages",
                "/v1/messages",
                Map.of(),
                new ReasoningFacts(
                        ReasoningFacts.Thinks.ON_REQUEST,
                        spelling,
                        levels.length == 0 ? null : List.of(levels),
                        Map.of(),
                        null,
                        replay,
                        null,
                        ReasoningFacts.MissingIn.TOOL_TURNS,
                        null,
                        null,
                        null,
                        null,
                        ReasoningFacts.Keep.UNSUPPORTED,
                        ReasoningFacts.ForcedChoice.ALLOWED),
                ModelFacts.UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                true,
                false,
                false,
                false,
                false,
                Profile.EmptyContent.AS_GIVEN,
                null,
                null,
                null,
                new HostHeaders(headers, Map.of(), Map.of()),
                Members.NONE,
                null,
                Map.of());
    }

    /** The events of an answer; each data line of a stream is one event, named by its type. */
    static List<ChatEvent> events(ResponseHead head, String body) {
        ResponseDecoder decoder = DIALECT.decoder(head, host(Spelling.ADAPTIVE, Replay.SIGNED, Map.of()));
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

    static ChatResponse stream(String... events) {
        return fold(events(ResponseHead.OK, sse(events)));
    }

    static String sse(String... events) {
        StringBuilder stream = new StringBuilder();
        for (String event : events) {
            JsonObject json = json(event);
            stream.append("event: ").append(json.text("type")).append("\ndata: ");
            stream.append(Json.text(json)).append("\n\n");
        }
        return stream.toString();
    }
}

package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived.Place;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a whole answer. */
final class ResponseWriter {
    private ResponseWriter() {}

    static byte[] write(ChatResponse response, ChatRequest request, Origin origin) {
        JsonWriter out = new JsonWriter(1024);
        out.beginObject();
        out.name("id").string(response.id() == null ? AnswerWords.NO_ID : response.id());
        out.name("object").string("chat.completion");
        out.name("created").number(response.created());
        out.name("model").string(response.model() == null ? request.model() : response.model());
        out.name("choices").beginArray().beginObject();
        out.name("index").number(0);
        out.name("message");
        message(response, origin, out);
        StopReason stop = response.stop() == null ? new StopReason(StopReason.Kind.OTHER, null) : response.stop();
        out.name("finish_reason").string(AnswerWords.finishReason(stop));
        boolean foreign = !origin.dialect().equals(Names.DIALECT);
        opaque(response, Place.CHOICE, foreign, out);
        out.endObject().endArray();
        if (response.usage() != null) {
            out.name("usage");
            AnswerWords.usage(response.usage(), out);
        }
        opaque(response, Place.RESPONSE, foreign, out);
        out.endObject();
        return out.toBytes();
    }

    private static void message(ChatResponse response, Origin origin, JsonWriter out) {
        boolean foreign = !origin.dialect().equals(Names.DIALECT);
        out.beginObject().name("role").string("assistant");
        StringBuilder text = new StringBuilder();
        StringBuilder refusal = new StringBuilder();
        Map<String, StringBuilder> reasoning = new LinkedHashMap<>();
        Map<String, RawJson> payload = new LinkedHashMap<>();
        for (Content part : response.content()) {
            switch (part) {
                case Content.Text words -> text.append(words.text());
                case Content.Refusal words -> refusal.append(words.text());
                case Content.Reasoning thought -> {
                    boolean onlyPayload = thought.text().isEmpty()
                            && (foreign || !thought.payload().isEmpty());
                    if (!onlyPayload) {
                        String field = foreign || thought.field() == null ? Names.REASONING_CONTENT : thought.field();
                        reasoning
                                .computeIfAbsent(field, unused -> new StringBuilder())
                                .append(thought.text());
                    }
                    if (!foreign) {
                        payload.putAll(thought.payload().byName());
                    }
                }
                case Content.ToolCall call -> {}
                case Content.Media media -> {}
                case Content.Opaque opaque -> {}
            }
        }
        out.name("content");
        if (text.isEmpty()) {
            out.nothing();
        } else {
            out.string(text.toString());
        }
        reasoning.forEach((name, words) -> out.name(name).string(words.toString()));
        payload.forEach((name, json) -> {
            if (!reasoning.containsKey(name)) {
                out.name(name).raw(json);
            }
        });
        if (!refusal.isEmpty()) {
            out.name("refusal").string(refusal.toString());
        }
        calls(response, new CarriedDetails(origin), out);
        opaque(response, Place.MESSAGE, foreign, out);
        out.endObject();
    }

    private static void calls(ChatResponse response, CarriedDetails carried, JsonWriter out) {
        JsonWriter calls = new JsonWriter(256);
        calls.beginArray();
        boolean anyDetails = false;
        int number = 0;
        for (Content part : response.content()) {
            if (carried.needed() && part instanceof Content.Reasoning thought) {
                if (!anyDetails) {
                    out.name(Names.REASONING_DETAILS).beginArray();
                    anyDetails = true;
                }
                carried.add(thought);
                carried.write(out);
            } else if (part instanceof Content.ToolCall call) {
                call(call, number++, carried, calls);
            }
        }
        if (anyDetails) {
            out.endArray();
        }
        if (number > 0) {
            calls.endArray();
            out.name("tool_calls").fragment(calls.toBytes(), true);
        }
    }

    private static void call(Content.ToolCall call, int number, CarriedDetails carried, JsonWriter out) {
        out.beginObject()
                .name("id")
                .string(AnswerWords.callId(call.id(), number))
                .name("type")
                .string("function");
        out.name("function").beginObject().name("name").string(call.name());
        out.name("arguments").string(call.arguments().text()).endObject();
        if (carried.needed()) {
            carried.call(out);
        } else {
            call.extra().byName().forEach((name, json) -> {
                if (!name.equals("type")) {
                    out.name(name).raw(json);
                }
            });
        }
        out.endObject();
    }

    private static void opaque(ChatResponse response, Place place, boolean foreign, JsonWriter out) {
        Map<String, RawJson> latest = new LinkedHashMap<>();
        for (OpaqueReceived received : response.opaque()) {
            if (received.place() == place && (!foreign || AnswerWords.FILTER_RESULTS.contains(received.name()))) {
                latest.put(received.name(), received.json());
            }
        }
        latest.forEach((name, json) -> out.name(name).raw(json));
    }
}

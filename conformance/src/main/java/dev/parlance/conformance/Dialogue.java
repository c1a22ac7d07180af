package dev.parlance.conformance;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The talk of one client with one model, in which a scenario plays. Remembers what the gateway said that it changed. Not thread-safe. */
final class Dialogue {
    private final Wire wire;
    private final Door door;
    private final String model;
    private final List<String> foreignModels;
    private final Set<String> adjustments = new LinkedHashSet<>();

    Dialogue(Wire wire, Door door, String model, List<String> foreignModels) {
        this.wire = wire;
        this.door = door;
        this.model = model;
        this.foreignModels = List.copyOf(foreignModels);
    }

    /** The client's dialect. */
    Door door() {
        return door;
    }

    /** A request to the model. */
    ChatRequest.Builder request() {
        return ChatRequest.builder(model);
    }

    /** A request to the model with that user text. */
    ChatRequest.Builder user(String text) {
        return request().user(text);
    }

    /** Asks for a plain answer. */
    Heard ask(ChatRequest.Builder request) {
        return asked(request.streaming(null));
    }

    /** Asks for a stream. */
    Heard stream(ChatRequest.Builder request) {
        return asked(request.streaming(ChatRequest.Streaming.WITH_USAGE));
    }

    private Heard asked(ChatRequest.Builder request) {
        Heard heard = wire.ask(door, request.build());
        adjustments.addAll(heard.adjustments());
        return heard;
    }

    /** Asks another model; what is changed for it is none of this model's business. */
    Heard askOther(String other, ChatRequest.Builder request) {
        return wire.ask(door, request.model(other).build());
    }

    /** Models of other hosts behind the same gateway. */
    List<String> foreignModels() {
        return foreignModels;
    }

    /** What has been changed so far, each once. */
    List<String> adjustments() {
        return new ArrayList<>(adjustments);
    }

    /** The assistant's turn as the client puts it into its history. */
    static Message turn(Heard heard) {
        return heard.response().message();
    }
}

package dev.parlance.dialects.interactions;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns steps into events, whether they grow in a stream or, as in a plain answer, come at once. Steps have numbers, so that they may grow
 * side by side. Not thread-safe.
 */
final class StepAssembler {
    private final Map<Long, Step> open = new LinkedHashMap<>();
    private @Nullable Words speaking;
    private int calls;
    private boolean any;

    /** Whether any step has come. */
    boolean any() {
        return any;
    }

    /** Whether the answer calls functions of the caller. */
    boolean calls() {
        return calls > 0;
    }

    /** The steps of a plain answer. */
    void whole(List<JsonValue> steps, Consumer<ChatEvent> sink) {
        for (int index = 0; index < steps.size(); index++) {
            if (steps.get(index) instanceof JsonObject step) {
                start(index, step, sink);
                stop(index, sink);
            }
        }
    }

    void start(long index, JsonObject step, Consumer<ChatEvent> sink) {
        any = true;
        stop(index, sink);
        endWords(sink);
        String type = step.text("type");
        open.put(
                index,
                switch (type == null ? "" : type) {
                    case "model_output" -> words(false, step, sink);
                    case "thought" -> words(true, step, sink);
                    case "function_call" -> CallStep.begin(calls++, step, sink);
                    default -> new WholeStep(step);
                });
    }

    private Words words(boolean thoughts, JsonObject step, Consumer<ChatEvent> sink) {
        Words words = new Words(thoughts);
        speaking = words;
        words.begin(step, sink);
        return words;
    }

    void delta(long index, JsonObject delta, Consumer<ChatEvent> sink) {
        String named = delta.text("type");
        String type = named == null ? "" : named;
        if (!open.containsKey(index)) {
            start(index, JsonValue.object("type", JsonValue.of(stepOf(type))), sink);
        }
        Step step = open.get(index);
        if (step == null) {
            return;
        }
        if (step != speaking) {
            endWords(sink);
            speaking = step instanceof Words words ? words : null;
        }
        step.add(type, delta, sink);
    }

    /** What kind of step a delta belongs to whose step nobody began; those of other steps have the name of their step. */
    private static String stepOf(String delta) {
        return switch (delta) {
            case "text", "text_annotation_delta", "image", "audio", "video", "document" -> "model_output";
            case "thought_summary", "thought_signature" -> "thought";
            case "arguments_delta" -> "function_call";
            default -> delta;
        };
    }

    void stop(long index, Consumer<ChatEvent> sink) {
        Step step = open.remove(index);
        if (step == null) {
            return;
        }
        if (step == speaking) {
            speaking = null;
        } else {
            endWords(sink);
        }
        step.stop(sink);
    }

    /** The answer is complete, and so is whatever is still open. */
    void end(Consumer<ChatEvent> sink) {
        for (long index : open.keySet().stream().toList()) {
            stop(index, sink);
        }
    }

    private void endWords(Consumer<ChatEvent> sink) {
        if (speaking != null) {
            speaking.endPart(sink);
            speaking = null;
        }
    }
}

package dev.parlance.dialects.interactions;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The words of one step, thought or said. They are one part until something else stands between them. Not thread-safe. */
final class Words implements Step {
    private static final String ANNOTATIONS = "annotations";

    private final boolean thoughts;
    private final List<JsonValue> annotations = new ArrayList<>();
    private Members extra = Members.NONE;
    private boolean open;
    private boolean any;

    Words(boolean thoughts) {
        this.thoughts = thoughts;
    }

    /** What stood in the step when it began; in a plain answer, all of it. */
    void begin(JsonObject step, Consumer<ChatEvent> sink) {
        if (thoughts) {
            for (JsonValue item : step.elements("summary")) {
                summary(item, sink);
            }
            sign(step.text(Signature.NAME), sink);
            return;
        }
        for (JsonValue item : step.elements("content")) {
            if (item instanceof JsonObject object) {
                endPart(sink);
                item(object, sink);
            }
        }
    }

    @Override
    public void add(String type, JsonObject delta, Consumer<ChatEvent> sink) {
        if (!thoughts) {
            item(delta, sink);
            return;
        }
        switch (type) {
            case "thought_summary" -> summary(delta.get("content"), sink);
            case "thought_signature" -> sign(delta.text(Signature.NAME), sink);
            default -> whole(delta, "delta", sink);
        }
    }

    @Override
    public void stop(Consumer<ChatEvent> sink) {
        // A thought that says nothing was still had.
        if (thoughts && !any) {
            think("", Members.NONE, sink);
        }
        endPart(sink);
    }

    /** Something else follows. */
    void endPart(Consumer<ChatEvent> sink) {
        if (open) {
            JsonArray cited = new JsonArray(annotations);
            sink.accept(new ChatEvent.PartEnded(
                    annotations.isEmpty() ? extra : extra.with(ANNOTATIONS, RawJson.of(cited))));
        } else if (!annotations.isEmpty()) {
            // There is no text that they could belong to.
            sink.accept(new OpaqueReceived(
                    OpaqueReceived.Place.MESSAGE, ANNOTATIONS, RawJson.of(new JsonArray(annotations))));
        }
        open = false;
        annotations.clear();
        extra = Members.NONE;
    }

    private void item(JsonObject item, Consumer<ChatEvent> sink) {
        String type = item.text("type");
        switch (type == null ? "" : type) {
            case "text" -> {
                String text = item.text("text");
                if (text != null && !text.isEmpty()) {
                    open = true;
                    sink.accept(new ChatEvent.TextDelta(text));
                }
                annotations.addAll(item.elements(ANNOTATIONS));
                extra = extra.withAll(OutputItem.others(item, "type", "text", ANNOTATIONS));
            }
            case "text_annotation_delta", "text_annotation" -> annotations.addAll(item.elements(ANNOTATIONS));
            default -> whole(item, "content", sink);
        }
    }

    private void summary(@Nullable JsonValue item, Consumer<ChatEvent> sink) {
        if (!(item instanceof JsonObject object)) {
            return;
        }
        String text = object.text("text");
        if (text == null) {
            whole(object, "summary", sink);
        } else if (!text.isEmpty()) {
            think(text, Members.NONE, sink);
        }
    }

    private void sign(@Nullable String signature, Consumer<ChatEvent> sink) {
        if (signature != null && !signature.isEmpty()) {
            think("", Signature.payload(signature), sink);
        }
    }

    private void think(String text, Members payload, Consumer<ChatEvent> sink) {
        open = true;
        any = true;
        sink.accept(new ChatEvent.ReasoningDelta(text, null, payload));
    }

    private void whole(JsonObject item, String place, Consumer<ChatEvent> sink) {
        endPart(sink);
        any = true;
        sink.accept(new ChatEvent.PartReceived(OutputItem.read(item, place)));
    }
}

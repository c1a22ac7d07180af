package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Content.Media;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of an answer. A signature becomes reasoning of its own before its part; on a thought it belongs to the thought. Texts that
 * follow one another are one text, over the borders of pieces too. Not thread-safe.
 */
final class PartsReader {
    private static final Set<String> TEXT_MEMBERS = Set.of("text", "thought", Names.SIGNATURE);
    private static final Set<String> CALL_MEMBERS = Set.of("functionCall", "thought", Names.SIGNATURE);
    private static final Set<Media.Kind> SHOWN = Set.of(Media.Kind.IMAGE, Media.Kind.AUDIO, Media.Kind.VIDEO);

    private final CallReader calls = new CallReader();
    private boolean thinking;

    void take(JsonObject given, Consumer<ChatEvent> sink) {
        JsonObject part = Names.camel(given);
        JsonObject call = part.object("functionCall");
        JsonObject inline = part.object(MediaParts.INLINE);
        Media media = inline == null ? null : MediaParts.inline(Names.camel(inline));
        if (call != null) {
            thoughtEnds(sink);
            signature(part, sink);
            calls.take(Names.camel(call), others(part, CALL_MEMBERS), sink);
        } else if (media != null && SHOWN.contains(media.kind())) {
            thoughtEnds(sink);
            signature(part, sink);
            sink.accept(new ChatEvent.PartReceived(media));
        } else if (part.text("text") != null
                || TEXT_MEMBERS.containsAll(part.members().keySet())) {
            String text = part.text("text");
            text(part, text == null ? "" : text, sink);
        } else {
            thoughtEnds(sink);
            sink.accept(new ChatEvent.PartReceived(new Content.Opaque(Names.DIALECT, "part", RawJson.of(given))));
        }
    }

    /** Whether any call was seen. */
    boolean calls() {
        return calls.any();
    }

    /** The answer is complete. */
    void end(Consumer<ChatEvent> sink) {
        calls.end(sink);
    }

    private void text(JsonObject part, String text, Consumer<ChatEvent> sink) {
        boolean thought = part.get("thought") instanceof JsonBoolean(boolean is) && is;
        if (thought) {
            String signature = part.text(Names.SIGNATURE);
            if (!text.isEmpty() || signature != null) {
                thinking = true;
                sink.accept(new ChatEvent.ReasoningDelta(text, null, payload(signature)));
            }
            if (signature != null) {
                thoughtEnds(sink);
            }
            return;
        }
        thoughtEnds(sink);
        signature(part, sink);
        if (!text.isEmpty()) {
            sink.accept(new ChatEvent.TextDelta(text));
            Members extra = others(part, TEXT_MEMBERS);
            if (!extra.isEmpty()) {
                sink.accept(new ChatEvent.PartEnded(extra));
            }
        }
    }

    /** Nothing that comes later, such as the signature of another part, belongs to the thought. */
    private void thoughtEnds(Consumer<ChatEvent> sink) {
        if (thinking) {
            thinking = false;
            sink.accept(new ChatEvent.PartEnded(Members.NONE));
        }
    }

    private static void signature(JsonObject part, Consumer<ChatEvent> sink) {
        String signature = part.text(Names.SIGNATURE);
        if (signature != null) {
            sink.accept(new ChatEvent.ReasoningDelta("", null, payload(signature)));
            sink.accept(new ChatEvent.PartEnded(Members.NONE));
        }
    }

    private static Members payload(@Nullable String signature) {
        return signature == null ? Members.NONE : Members.of(Names.SIGNATURE, RawJson.of(JsonValue.of(signature)));
    }

    /** The members beside the known ones. */
    static Members others(JsonObject object, Set<String> known) {
        Members members = Members.NONE;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (!known.contains(member.getKey()) && !(member.getValue() instanceof JsonNull)) {
                members = members.with(member.getKey(), RawJson.of(member.getValue()));
            }
        }
        return members;
    }
}

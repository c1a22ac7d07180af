package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived.Place;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pieces of an answer, which have one form whether there is one of them or many. Of several candidates only the first one ever
 * seen counts. Lenient: a member of an unexpected type is passed over. Not thread-safe.
 */
final class AnswerReader {
    private static final Set<String> READ =
            Set.of("candidates", "usageMetadata", "responseId", "modelVersion", "error");
    private static final Set<String> CANDIDATE_READ = Set.of("content", "finishReason", "index");

    private final PartsReader parts = new PartsReader();
    private final Map<String, JsonValue> told = new HashMap<>();
    private @Nullable String id;
    private @Nullable String model;
    private boolean started;
    private @Nullable Long candidate;
    private @Nullable String finishReason;
    private @Nullable Usage usage;
    private @Nullable JsonObject blocked;

    /** Takes one piece. */
    void take(JsonObject piece, Consumer<ChatEvent> sink) {
        start(piece, sink);
        for (Map.Entry<String, JsonValue> member : piece.members().entrySet()) {
            if (!READ.contains(member.getKey())) {
                opaque(Place.RESPONSE, member.getKey(), member.getValue(), sink);
            }
        }
        JsonObject feedback = piece.object("promptFeedback");
        if (feedback != null && feedback.get("blockReason") != null) {
            blocked = feedback;
        }
        for (JsonValue one : piece.elements("candidates")) {
            if (one instanceof JsonObject object) {
                Long index = Numbers.whole(object.get("index"));
                Long place = index == null ? 0 : index;
                candidate = candidate == null ? place : candidate;
                if (place.equals(candidate)) {
                    candidate(object, sink);
                }
            }
        }
        JsonObject counted = piece.object("usageMetadata");
        usage = counted == null ? usage : UsageReader.read(counted);
    }

    /** Whether the object is a piece of an answer at all. */
    static boolean isPiece(JsonObject object) {
        return object.get("candidates") instanceof JsonArray
                || object.get("promptFeedback") instanceof JsonObject
                || object.get("usageMetadata") instanceof JsonObject
                || object.get("responseId") instanceof JsonString;
    }

    /** Whether any candidate was seen. */
    boolean answered() {
        return candidate != null;
    }

    /** Whether the answer said why it ended. */
    boolean finished() {
        return finishReason != null;
    }

    /** Why it ended, as far as it said. */
    StopReason stop() {
        return FinishReasons.read(finishReason, parts.calls());
    }

    /** The last count, or null. */
    @Nullable
    Usage usage() {
        return usage;
    }

    /** What the host said about a prompt that it refused to answer, or null. */
    @Nullable
    String refused() {
        if (blocked == null || answered()) {
            return null;
        }
        String reason = word(blocked.get("blockReason"));
        String details = blocked.text("blockReasonMessage");
        return "The prompt was blocked: " + reason + (details == null ? "" : ". " + details);
    }

    /** The answer is complete, and so are its parts. */
    void end(Consumer<ChatEvent> sink) {
        parts.end(sink);
    }

    private void start(JsonObject piece, Consumer<ChatEvent> sink) {
        String newId = id == null ? piece.text("responseId") : id;
        String newModel = model == null ? piece.text("modelVersion") : model;
        boolean news = id == null && newId != null || model == null && newModel != null;
        if (news || !started && !piece.elements("candidates").isEmpty()) {
            started = true;
            id = newId;
            model = newModel;
            sink.accept(new ChatEvent.ResponseStarted(id, model, seconds(piece.text("createTime"))));
        }
    }

    private void candidate(JsonObject object, Consumer<ChatEvent> sink) {
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (!CANDIDATE_READ.contains(member.getKey())) {
                opaque(Place.CHOICE, member.getKey(), member.getValue(), sink);
            }
        }
        JsonObject content = object.object("content");
        if (content != null) {
            List<JsonValue> given = content.elements("parts");
            for (JsonValue part : given) {
                if (part instanceof JsonObject one) {
                    parts.take(one, sink);
                }
            }
        }
        JsonValue reason = object.get("finishReason");
        if (reason instanceof JsonString || reason instanceof JsonNumber) {
            finishReason = word(reason);
        }
    }

    /** Every piece of a stream says the same again; only news is passed on. */
    private void opaque(Place place, String name, JsonValue value, Consumer<ChatEvent> sink) {
        if (!(value instanceof JsonNull) && !value.equals(told.put(place + name, value))) {
            sink.accept(new OpaqueReceived(place, name, RawJson.of(value)));
        }
    }

    private static String word(@Nullable JsonValue value) {
        return switch (value) {
            case JsonString(String text) -> text;
            case JsonNumber(String literal) -> literal;
            case null, default -> "no reason given";
        };
    }

    private static long seconds(@Nullable String time) {
        try {
            return time == null ? 0 : Instant.parse(time).getEpochSecond();
        } catch (DateTimeException noTime) {
            return 0;
        }
    }
}

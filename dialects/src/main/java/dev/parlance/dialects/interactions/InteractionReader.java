package dev.parlance.dialects.interactions;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the interaction, which a plain answer is and which a stream tells twice, without its steps: when it was created and when it is
 * completed. Lenient: a member of an unexpected type is passed over. Not thread-safe.
 */
final class InteractionReader {
    private static final Set<String> READ =
            Set.of("id", "model", "created", "status", "steps", "usage", "object", "role", "error");

    private final StepAssembler steps = new StepAssembler();
    private final Map<String, JsonValue> told = new HashMap<>();
    private ChatEvent.@Nullable ResponseStarted started;
    private @Nullable String status;
    private @Nullable JsonObject usage;
    private long lastIndex;

    /** Whether the object is an interaction at all. */
    static boolean isInteraction(JsonObject object) {
        return object.get("steps") instanceof JsonArray || object.text("status") != null;
    }

    /** Whether anything of an answer has come. */
    boolean begun() {
        return started != null || steps.any();
    }

    /** The interaction, as far as it is known by now. */
    void interaction(JsonObject interaction, Consumer<ChatEvent> sink) {
        start(interaction, sink);
        for (Map.Entry<String, JsonValue> member : interaction.members().entrySet()) {
            boolean says = !READ.contains(member.getKey()) && !(member.getValue() instanceof JsonNull);
            if (says && !member.getValue().equals(told.put(member.getKey(), member.getValue()))) {
                sink.accept(new OpaqueReceived(
                        OpaqueReceived.Place.RESPONSE, member.getKey(), RawJson.of(member.getValue())));
            }
        }
        if (!steps.any()) {
            steps.whole(interaction.elements("steps"), sink);
        }
        status(interaction);
        usage(interaction);
    }

    /** The status that the object tells. */
    void status(JsonObject object) {
        String word = object.text("status");
        status = word == null ? status : word;
    }

    /** The counts that the object tells; the last ones hold. */
    void usage(@Nullable JsonObject object) {
        JsonObject counts = object == null ? null : object.object("usage");
        usage = counts == null ? usage : counts;
    }

    /** An event about one step. */
    void step(String kind, JsonObject event, Consumer<ChatEvent> sink) {
        Long told = event.get("index") instanceof JsonNumber number ? number.wholeNumber() : null;
        lastIndex = told == null ? lastIndex : told;
        JsonObject step = event.object("step");
        JsonObject delta = event.object("delta");
        switch (kind) {
            case "step.start" -> steps.start(lastIndex, step == null ? JsonObject.EMPTY : step, sink);
            case "step.stop" -> steps.stop(lastIndex, sink);
            default -> {
                if (delta != null) {
                    steps.delta(lastIndex, delta, sink);
                }
            }
        }
    }

    /** Whether the answer is over by its own word. */
    boolean finished() {
        return Statuses.isFinal(status);
    }

    /** Whether the service gave up. */
    boolean failed() {
        return Statuses.FAILED.equals(status);
    }

    /** Why it ended, or null when it has not. */
    @Nullable
    StopReason stop() {
        return finished() ? Statuses.read(status, steps.calls()) : null;
    }

    /** The answer is complete, and so are its steps. */
    StopReason end(Consumer<ChatEvent> sink) {
        steps.end(sink);
        return Statuses.read(status, steps.calls());
    }

    /** What it cost, or null. */
    @Nullable
    Usage usage() {
        return usage == null ? null : UsageReader.read(usage);
    }

    private void start(JsonObject interaction, Consumer<ChatEvent> sink) {
        ChatEvent.ResponseStarted before = started;
        String id = interaction.text("id");
        String model = interaction.text("model");
        // An interaction that is not stored has an empty id; an agent answers in place of a model.
        id = id == null || id.isEmpty() ? before == null ? null : before.id() : id;
        model = model == null ? interaction.text("agent") : model;
        model = model == null && before != null ? before.model() : model;
        long created = seconds(interaction.text("created"));
        created = created == 0 && before != null ? before.created() : created;
        ChatEvent.ResponseStarted now = new ChatEvent.ResponseStarted(id, model, created);
        if (!now.equals(before)) {
            started = now;
            sink.accept(now);
        }
    }

    private static long seconds(@Nullable String time) {
        try {
            return time == null ? 0 : Instant.parse(time).getEpochSecond();
        } catch (DateTimeException noTime) {
            return 0;
        }
    }
}

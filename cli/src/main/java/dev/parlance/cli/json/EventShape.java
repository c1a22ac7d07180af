package dev.parlance.cli.json;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one event is written: its name in kebab-case under {@code event}, then its parts. */
public final class EventShape {
    private EventShape() {}

    /** One event as one object. */
    public static JsonObject of(ChatEvent event) {
        return switch (event) {
            case ChatEvent.ResponseStarted started ->
                named("response-started")
                        .put("id", ResponseShape.nonEmpty(started.id()))
                        .put("model", ResponseShape.nonEmpty(started.model()))
                        .put("created", started.created() == 0 ? null : JsonValue.of(started.created()))
                        .object();
            case ChatEvent.TextDelta(String text) ->
                named("text-delta").put("text", text).object();
            case ChatEvent.ReasoningDelta reasoning ->
                named("reasoning-delta")
                        .put("text", reasoning.text())
                        .put("field", reasoning.field())
                        .put("payload", members(reasoning.payload()))
                        .object();
            case ChatEvent.RefusalDelta(String text) ->
                named("refusal-delta").put("text", text).object();
            case ChatEvent.ToolCallStarted started ->
                named("tool-call-started")
                        .put("call", JsonValue.of(started.call()))
                        .put("id", ResponseShape.nonEmpty(started.id()))
                        .put("name", started.name())
                        .put("extra", members(started.extra()))
                        .object();
            case ChatEvent.ToolCallDelta(int call, String arguments) ->
                named("tool-call-delta")
                        .put("call", JsonValue.of(call))
                        .put("arguments", arguments)
                        .object();
            case ChatEvent.ToolCallEnded(int call) ->
                named("tool-call-ended").put("call", JsonValue.of(call)).object();
            case ChatEvent.OpaqueReceived opaque ->
                named("opaque-received")
                        .put("place", opaque.place().name().toLowerCase(Locale.ROOT))
                        .put("name", opaque.name())
                        .put("json", ResponseShape.valueOrText(opaque.json()))
                        .object();
            case ChatEvent.PartReceived(var part) ->
                named("part-received").put("part", ResponseShape.part(part)).object();
            case ChatEvent.PartEnded(Members extra) ->
                named("part-ended").put("extra", members(extra)).object();
            case ChatEvent.UsageReported(var usage) ->
                named("usage-reported").put("usage", ResponseShape.usage(usage)).object();
            case ChatEvent.ResponseStopped(StopReason reason) ->
                named("response-stopped").putAll(reason(reason)).object();
            case ChatEvent.ResponseFailed(var error, StopReason reason) ->
                named("response-failed")
                        .put("error", ErrorShape.answered(error))
                        .putAll(reason == null ? JsonObject.EMPTY : reason(reason))
                        .object();
        };
    }

    private static ObjectShape named(String event) {
        return new ObjectShape().put("event", event);
    }

    private static JsonObject reason(StopReason reason) {
        return new ObjectShape()
                .put("reason", reason.kind().label())
                .put("raw", reason.raw())
                .object();
    }

    static @Nullable JsonObject members(Members members) {
        if (members.isEmpty()) {
            return null;
        }
        Map<String, JsonValue> values = new LinkedHashMap<>();
        members.byName().forEach((name, json) -> values.put(name, ResponseShape.valueOrText(json)));
        return new JsonObject(values);
    }
}

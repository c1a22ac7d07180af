package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function of the caller. Amplifier's provider knows it as {@code tool_call} too, and with the arguments under {@code input} or
 * as an object (microsoft/amplifier-module-provider-openai, 2026-05).
 */
final class CallItem implements OutputItem {
    private static final Set<String> READ = Set.of("type", "call_id", "name", "arguments", "input", "status");

    /** What a model means that calls a function and gives it nothing; clients parse the text, and the empty one is no JSON. */
    private static final String NO_ARGUMENTS = "{}";

    private final int number;
    private JsonObject known = JsonObject.EMPTY;
    private boolean started;
    private final StringBuilder written = new StringBuilder();

    CallItem(int number) {
        this.number = number;
    }

    static boolean reads(@Nullable String type) {
        return "function_call".equals(type) || "tool_call".equals(type);
    }

    @Override
    public void begin(JsonObject json, Consumer<ChatEvent> out) {
        known = json;
        String name = json.text("name");
        if (name != null && !name.isEmpty()) {
            start(out);
        }
    }

    @Override
    public void delta(Kind kind, int part, String text, Consumer<ChatEvent> out) {
        if (kind != Kind.ARGUMENTS || text.isEmpty()) {
            return;
        }
        written.append(text);
        if (started) {
            out.accept(new ChatEvent.ToolCallDelta(number, text));
        }
    }

    @Override
    public void partDone(int part, JsonObject json, Consumer<ChatEvent> out) {
        // A call has no parts.
    }

    @Override
    public void done(JsonObject json, Consumer<ChatEvent> out) {
        known = json;
        start(out);
        String whole = arguments(json);
        if (whole.length() > written.length() && whole.startsWith(written.toString())) {
            more(whole.substring(written.length()), out);
        }
        end(out);
    }

    @Override
    public void cut(boolean whole, Consumer<ChatEvent> out) {
        start(out);
        if (whole) {
            end(out);
        }
    }

    private void start(Consumer<ChatEvent> out) {
        if (started) {
            return;
        }
        started = true;
        String callId = known.text("call_id");
        String id = callId == null || callId.isEmpty() ? known.text("id") : callId;
        String name = known.text("name");
        out.accept(new ChatEvent.ToolCallStarted(number, id == null ? "" : id, name == null ? "" : name, extra()));
        if (!written.isEmpty()) {
            out.accept(new ChatEvent.ToolCallDelta(number, written.toString()));
        }
    }

    private void end(Consumer<ChatEvent> out) {
        if (written.isEmpty()) {
            more(NO_ARGUMENTS, out);
        }
        out.accept(new ChatEvent.ToolCallEnded(number));
    }

    private void more(String text, Consumer<ChatEvent> out) {
        written.append(text);
        out.accept(new ChatEvent.ToolCallDelta(number, text));
    }

    private Members extra() {
        Members extra = Members.NONE;
        for (var member : known.members().entrySet()) {
            if (!READ.contains(member.getKey()) && !(member.getValue() instanceof JsonNull)) {
                extra = extra.with(member.getKey(), RawJson.of(member.getValue()));
            }
        }
        return extra;
    }

    /** The text of the arguments: as it stands, or that of the value that stands in its place. */
    static String arguments(JsonObject call) {
        JsonValue arguments = call.get("arguments") == null ? call.get("input") : call.get("arguments");
        return switch (arguments) {
            case null -> "";
            case JsonNull nothing -> "";
            case JsonString(String text) -> text;
            case JsonValue other -> Json.text(other);
        };
    }
}

package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which assistant message a text stood in. A turn holds texts of several messages side by side, and their borders, ids and forms are kept in
 * the vendor members of the texts.
 *
 * @param item members of the message, beside our own {@link #NUMBER} and {@link #STRING}; null when nothing is known of it
 * @param phase the message's {@code phase}, or null
 */
record MessageMark(@Nullable RawJson item, @Nullable RawJson phase) {
    /** Our own member: the place of the message among those of the request, which tells apart what looks alike. */
    static final String NUMBER = "index";

    /** Our own member: the content was one string. */
    static final String STRING = "string";

    /** A message of which nothing is known. */
    static final MessageMark NONE = new MessageMark(null, null);

    /** For parts that cannot say where they stood: they stay with their neighbours. */
    static final MessageMark ANY = new MessageMark(RawJson.EMPTY_OBJECT, null);

    /** The mark of a part of a message; null for what is an item of its own. */
    static @Nullable MessageMark of(Content part) {
        return switch (part) {
            case Content.Text(String text, Members extra) ->
                new MessageMark(extra.get(Names.ITEM), extra.get(Names.PHASE));
            case Content.Refusal refusal -> ANY;
            case Content.Opaque opaque -> opaque.place().equals(Names.CONTENT) ? ANY : null;
            case Content.Reasoning reasoning -> null;
            case Content.ToolCall call -> null;
            case Content.Media media -> null;
        };
    }

    /** Whether a part with this mark belongs to the message of that one. */
    boolean continues(MessageMark other) {
        if (equals(ANY) || other.equals(ANY)) {
            return true;
        }
        return equals(other) && (item == null || !string());
    }

    /** Whether the content is to be one string, if it can be. */
    boolean string() {
        return item == null || object().get(STRING) != null;
    }

    /** The message's id, or null. */
    @Nullable
    String id() {
        return object().text("id");
    }

    /** The members to write beside role and content. */
    Map<String, JsonValue> members() {
        Map<String, JsonValue> members = new LinkedHashMap<>(object().members());
        members.remove(NUMBER);
        members.remove(STRING);
        if (phase != null) {
            members.put(Names.PHASE, phase.valueOrText());
        }
        return members;
    }

    private JsonObject object() {
        JsonObject object = item == null ? null : item.objectOrNull();
        return object == null ? JsonObject.EMPTY : object;
    }
}

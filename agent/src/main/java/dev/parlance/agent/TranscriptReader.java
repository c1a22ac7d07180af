package dev.parlance.agent;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what {@link TranscriptWriter} wrote. */
final class TranscriptReader {
    private TranscriptReader() {}

    static List<Message> read(String json) {
        JsonValue value;
        try {
            value = Json.parse(json);
        } catch (MalformedJson broken) {
            throw unreadable(String.valueOf(broken.getMessage()));
        }
        if (!(value instanceof JsonObject root)
                || !JsonValue.of(TranscriptWriter.VERSION).equals(root.get("version"))) {
            throw unreadable("it does not say version " + TranscriptWriter.VERSION);
        }
        if (!(root.get("messages") instanceof JsonValue.JsonArray)) {
            throw unreadable("it has no messages");
        }
        List<Message> messages = new ArrayList<>();
        for (JsonValue message : root.elements("messages")) {
            messages.add(message(object(message, "message")));
        }
        return messages;
    }

    private static Message message(JsonObject written) {
        List<Content> content = new ArrayList<>();
        for (JsonValue part : written.elements("content")) {
            content.add(part(object(part, "part")));
        }
        Message.ContentForm form = word(Message.ContentForm.class, written, "form", Message.ContentForm.FREE);
        Members extra = members(written, "extra");
        String role = text(written, "role");
        return switch (role) {
            case "system" -> new Message.System(false, content, form, extra);
            case "developer" -> new Message.System(true, content, form, extra);
            case "user" -> new Message.User(content, form, extra);
            case "assistant" -> new Message.Assistant(content, form, extra);
            case "tool-result" -> new Message.ToolResult(text(written, "call"), content, form, extra);
            default -> throw unreadable("there is no role " + role);
        };
    }

    private static Content part(JsonObject written) {
        String type = text(written, "type");
        return switch (type) {
            case "text" -> new Content.Text(text(written, "text"), members(written, "extra"));
            case "reasoning" ->
                new Content.Reasoning(
                        text(written, "text"),
                        written.text("origin"),
                        written.text("field"),
                        members(written, "payload"));
            case "media" ->
                new Content.Media(
                        word(Content.Media.Kind.class, written, "kind", null),
                        text(written, "url"),
                        members(written, "extra"));
            case "tool-call" ->
                new Content.ToolCall(
                        text(written, "id"),
                        text(written, "name"),
                        RawJson.ofText(text(written, "arguments")),
                        members(written, "extra"));
            case "refusal" -> new Content.Refusal(text(written, "text"));
            case "opaque" ->
                new Content.Opaque(
                        text(written, "dialect"), text(written, "place"), RawJson.ofText(text(written, "json")));
            default -> throw unreadable("there is no part " + type);
        };
    }

    private static JsonObject object(JsonValue value, String what) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw unreadable("a " + what + " is no object");
    }

    private static String text(JsonObject object, String name) {
        String text = object.text(name);
        if (text == null) {
            throw unreadable("the text “" + name + "” is missing");
        }
        return text;
    }

    private static Members members(JsonObject object, String name) {
        JsonObject written = object.object(name);
        Members members = Members.NONE;
        if (written != null) {
            for (var member : written.members().entrySet()) {
                if (!(member.getValue() instanceof JsonString(String json))) {
                    throw unreadable("the member “" + member.getKey() + "” is no text");
                }
                members = members.with(member.getKey(), RawJson.ofText(json));
            }
        }
        return members;
    }

    private static <E extends Enum<E>> E word(Class<E> type, JsonObject object, String name, @Nullable E absent) {
        String word = object.text(name);
        if (word == null && absent != null) {
            return absent;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
                return constant;
            }
        }
        throw unreadable("“" + name + "” cannot be " + word);
    }

    private static ParlanceException unreadable(String why) {
        return new ParlanceException.InvalidRequest(Failure.of(
                "The transcript cannot be read: " + why, "Only what Transcript.toJson wrote can be taken up again."));
    }
}

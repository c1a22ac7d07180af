package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Message.ContentForm;
import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the {@code input} of a request. Adjacent items of the model are one turn: reasoning, messages, calls, and what only the dialect
 * understands. Used once.
 */
final class InputReader {
    /** Items without which the conversation is another one: they count as the user's, for whom nothing is left out unnoticed. */
    private static final Set<String> INDISPENSABLE =
            Set.of("item_reference", "compaction", "compaction_trigger", "mcp_approval_response");

    private final List<Message> messages = new ArrayList<>();
    private final List<Content> turn = new ArrayList<>();
    private int number;

    void read(JsonReader reader) {
        if (reader.isString()) {
            messages.add(WholeInput.message(reader.string()));
            return;
        }
        if (!reader.isArray()) {
            throw BadRequest.of(Names.INPUT, "input must be a string or an array of items");
        }
        while (reader.nextElement()) {
            item(reader.raw(), "input[" + number + "]");
            number++;
        }
        flush();
    }

    List<Message> messages() {
        return messages;
    }

    private void item(RawJson whole, String place) {
        JsonObject item = whole.objectOrNull();
        if (item == null) {
            throw BadRequest.of(Names.INPUT, place + " must be an object");
        }
        String type = item.text("type");
        if (type == null && item.get("role") != null) {
            type = "message";
        }
        switch (type) {
            case "message" -> message(item, whole, place);
            case Names.REASONING -> turn.add(ReasoningReader.read(item));
            case "function_call", "tool_call" -> turn.add(call(item, place));
            case "function_call_output" -> result(item, place);
            case null -> throw BadRequest.of(Names.INPUT, place + ".type is missing");
            default -> opaque(type, whole);
        }
    }

    private void opaque(String type, RawJson whole) {
        Content.Opaque opaque = new Content.Opaque(Names.DIALECT, Names.INPUT, whole);
        if (INDISPENSABLE.contains(type)) {
            add(new Message.User(List.of(opaque), ContentForm.FREE, Members.NONE));
        } else {
            turn.add(opaque);
        }
    }

    private void message(JsonObject item, RawJson whole, String place) {
        String role = item.text("role");
        switch (role == null ? "" : role) {
            case "assistant" -> turn.addAll(AssistantReader.read(item, whole, number, place));
            case "user" -> add(new Message.User(content(item, place), form(item), rest(item)));
            case "system" -> add(new Message.System(false, content(item, place), form(item), rest(item)));
            case "developer" -> add(new Message.System(true, content(item, place), form(item), rest(item)));
            default ->
                throw BadRequest.of(
                        Names.INPUT,
                        place + ".role must be user, assistant, system or developer, not \"" + role + "\"");
        }
    }

    private static Content.ToolCall call(JsonObject item, String place) {
        String name = item.text("name");
        if (name == null) {
            throw BadRequest.of(Names.INPUT, place + ".name is missing");
        }
        String callId = item.text("call_id");
        String arguments = CallItem.arguments(item);
        Members extra = Members.NONE;
        for (var member : item.members().entrySet()) {
            boolean kept = switch (member.getKey()) {
                // The last is what OpenAI's own library adds when it has read the arguments.
                case "type", "call_id", "name", "arguments", "input", "parsed_arguments" -> false;
                case "id" -> !MintedId.isOurs(item.text("id"));
                default -> true;
            };
            extra = kept ? extra.with(member.getKey(), RawJson.of(member.getValue())) : extra;
        }
        return new Content.ToolCall(
                callId == null ? "" : callId,
                name,
                arguments.isEmpty() ? RawJson.EMPTY_OBJECT : RawJson.ofText(arguments),
                extra);
    }

    private void result(JsonObject item, String place) {
        String callId = item.text("call_id");
        if (callId == null) {
            throw BadRequest.of(Names.INPUT, place + ".call_id is missing: an output must name the call it answers");
        }
        JsonValue output = item.get("output");
        List<Content> content = switch (output) {
            case JsonString(String text) -> text.isEmpty() ? List.of() : List.of(new Content.Text(text));
            case JsonArray(List<JsonValue> parts) -> PartReader.all(parts, place + ".output");
            case null, default ->
                throw BadRequest.of(Names.INPUT, place + ".output must be a string or an array of parts");
        };
        Members extra = Members.NONE;
        for (var member : item.members().entrySet()) {
            extra = switch (member.getKey()) {
                case "type", "call_id", "output" -> extra;
                default -> extra.with(member.getKey(), RawJson.of(member.getValue()));
            };
        }
        ContentForm form = output instanceof JsonString ? ContentForm.STRING : ContentForm.PARTS;
        add(new Message.ToolResult(callId, content, form, extra));
    }

    private static List<Content> content(JsonObject item, String place) {
        return switch (item.get(Names.CONTENT)) {
            case JsonString(String text) -> text.isEmpty() ? List.of() : List.of(new Content.Text(text));
            case JsonArray(List<JsonValue> parts) -> PartReader.all(parts, place + "." + Names.CONTENT);
            case null, default ->
                throw BadRequest.of(Names.INPUT, place + ".content must be a string or an array of parts");
        };
    }

    private static ContentForm form(JsonObject item) {
        return item.get(Names.CONTENT) instanceof JsonString ? ContentForm.STRING : ContentForm.PARTS;
    }

    private static Members rest(JsonObject item) {
        Members rest = Members.NONE;
        for (var member : item.members().entrySet()) {
            rest = switch (member.getKey()) {
                case "role", Names.CONTENT -> rest;
                default -> rest.with(member.getKey(), RawJson.of(member.getValue()));
            };
        }
        return rest;
    }

    private void add(Message message) {
        flush();
        messages.add(message);
    }

    private void flush() {
        if (!turn.isEmpty()) {
            messages.add(new Message.Assistant(turn, ContentForm.FREE, Members.NONE));
            turn.clear();
        }
    }
}

package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Message.ContentForm;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads instructions and turns. The tool results of a user turn become messages of their own, before the rest of that turn; shapes are
 * checked here, so that no impossible message goes further.
 */
final class MessagesReader {
    private static final String TOOL_RESULT = "tool_result";

    private MessagesReader() {}

    /** Instructions: one text or blocks of it. */
    static void readSystem(@Nullable JsonValue system, ChatRequest.Builder builder) {
        if (system == null) {
            return;
        }
        List<Content> parts = parts(system, "system");
        builder.message(new Message.System(false, parts, form(system), Members.NONE));
    }

    static void read(JsonValue messages, ChatRequest.Builder builder) {
        if (!(messages instanceof JsonArray(List<JsonValue> turns))) {
            throw BadRequest.of("messages", "messages must be an array");
        }
        if (turns.isEmpty()) {
            throw BadRequest.of("messages", "messages is empty: there must be at least one message");
        }
        String before = null;
        for (int index = 0; index < turns.size(); index++) {
            String place = "messages[" + index + "]";
            if (!(turns.get(index) instanceof JsonObject turn)) {
                throw BadRequest.of("messages", place + " must be an object");
            }
            String role = turn.text("role");
            Members extra = BlockReader.others(turn, "role", Names.CONTENT);
            if (role != null && (role.equals(before) || role.equals("system"))) {
                extra = extra.with(Names.OWN_TURN, RawJson.of(JsonValue.of(index)));
            }
            turn(role, turn, extra, place, builder);
            before = role;
        }
    }

    private static void turn(
            @Nullable String role, JsonObject turn, Members extra, String place, ChatRequest.Builder builder) {
        JsonValue content = turn.get(Names.CONTENT);
        if (content == null || content instanceof JsonNull) {
            throw BadRequest.of("messages", place + ".content is missing");
        }
        switch (role == null ? "" : role) {
            case "user" -> user(content, extra, place + ".content", builder);
            case "assistant" ->
                builder.message(new Message.Assistant(parts(content, place + ".content"), form(content), extra));
            // A beta takes instructions between the turns.
            case "system" ->
                builder.message(new Message.System(false, parts(content, place + ".content"), form(content), extra));
            case "" -> throw BadRequest.of("messages", place + ".role is missing: it must be user or assistant");
            default ->
                throw BadRequest.of("messages", place + ".role is \"" + role + "\": it must be user or assistant");
        }
    }

    private static void user(JsonValue content, Members extra, String place, ChatRequest.Builder builder) {
        List<JsonObject> results = new ArrayList<>();
        List<Content> rest = new ArrayList<>();
        if (content instanceof JsonArray(List<JsonValue> blocks)) {
            for (int index = 0; index < blocks.size(); index++) {
                if (blocks.get(index) instanceof JsonObject block && TOOL_RESULT.equals(block.text(Names.TYPE))) {
                    results.add(block);
                } else {
                    rest.add(BlockReader.read(blocks.get(index), place + "[" + index + "]"));
                }
            }
        } else {
            rest.addAll(parts(content, place));
        }
        RawJson ownTurn = extra.get(Names.OWN_TURN);
        for (JsonObject result : results) {
            builder.message(result(result, ownTurn, place));
            ownTurn = null;
        }
        if (results.isEmpty()) {
            builder.message(new Message.User(rest, form(content), extra));
        } else if (!rest.isEmpty()) {
            builder.message(new Message.User(rest, ContentForm.PARTS, extra.without(Names.OWN_TURN)));
        }
    }

    private static Message result(JsonObject block, @Nullable RawJson ownTurn, String place) {
        String id = block.text("tool_use_id");
        if (id == null) {
            throw BadRequest.of("messages", place + ": a tool_result must name the call it answers in tool_use_id");
        }
        JsonValue content = block.get(Names.CONTENT);
        Members extra = BlockReader.others(block, Names.TYPE, "tool_use_id", Names.CONTENT);
        extra = ownTurn == null ? extra : extra.with(Names.OWN_TURN, ownTurn);
        if (content == null) {
            return new Message.ToolResult(id, List.of(), ContentForm.ABSENT, extra);
        }
        if (content instanceof JsonNull) {
            return new Message.ToolResult(id, List.of(), ContentForm.NULL, extra);
        }
        return new Message.ToolResult(id, parts(content, place + ".content"), form(content), extra);
    }

    private static List<Content> parts(JsonValue content, String place) {
        return switch (content) {
            case JsonString(String text) -> text.isEmpty() ? List.of() : List.of(new Content.Text(text));
            case JsonArray(List<JsonValue> blocks) -> {
                List<Content> parts = new ArrayList<>(blocks.size());
                for (int index = 0; index < blocks.size(); index++) {
                    parts.add(BlockReader.read(blocks.get(index), place + "[" + index + "]"));
                }
                yield parts;
            }
            default -> throw BadRequest.of("messages", place + " must be a string or an array of content blocks");
        };
    }

    private static ContentForm form(JsonValue content) {
        return content instanceof JsonArray ? ContentForm.PARTS : ContentForm.STRING;
    }
}

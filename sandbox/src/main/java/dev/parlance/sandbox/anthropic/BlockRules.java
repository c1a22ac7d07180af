package dev.parlance.sandbox.anthropic;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Content blocks: their kinds, the members of each kind, who may say them, and that text is never empty. */
final class BlockRules {
    private static final String EMPTY_TEXT = "text content blocks must be non-empty";
    private static final Map<String, Set<String>> MEMBERS = Map.of(
            "text", Set.of("type", "text", "cache_control", "citations"),
            "image", Set.of("type", "source", "cache_control"),
            "document", Set.of("type", "source", "title", "context", "citations", "cache_control"),
            "tool_use", Set.of("type", "id", "name", "input", "caller", "cache_control"),
            "tool_result", Set.of("type", "tool_use_id", "content", "is_error", "cache_control"),
            "thinking", Set.of("type", "thinking", "signature"),
            "redacted_thinking", Set.of("type", "data"));
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "text", List.of("text"),
            "image", List.of("source"),
            "document", List.of("source"),
            "tool_use", List.of("id", "name", "input"),
            "tool_result", List.of("tool_use_id"),
            "thinking", List.of("thinking", "signature"),
            "redacted_thinking", List.of("data"));
    private static final Set<String> ASSISTANTS = Set.of("tool_use", "thinking", "redacted_thinking");

    /** Server tools and what they answer: taken as they are, for nothing here depends on them. */
    private static final Pattern OTHERS = Pattern.compile(
            "server_tool_use|mcp_tool_use|[a-z_]+_tool_result|search_result|container_upload|tool_reference|compaction");

    private static final Set<String> PARTS_OF_RESULTS =
            Set.of("text", "image", "document", "search_result", "tool_reference");
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final String ID_PATTERN = "^[a-zA-Z0-9_-]+$";

    private BlockRules() {}

    static void systemText(JsonObject block, String path) {
        if (!"text".equals(block.text("type"))) {
            throw wrongKind(path, block, "'text'");
        }
        members(block, "text", path);
        if ("".equals(block.text("text"))) {
            throw Complaint.invalid("system: " + EMPTY_TEXT);
        }
    }

    static void check(Turn.Block block, boolean assistant) {
        String type = block.type();
        if (!MEMBERS.containsKey(type)) {
            if (OTHERS.matcher(type).matches()) {
                return;
            }
            throw wrongKind(
                    block.path(),
                    block.json(),
                    "'document', 'image', 'redacted_thinking', 'search_result', 'text', 'thinking', 'tool_result', 'tool_use'");
        }
        members(block.json(), type, block.path());
        speaker(block, type, assistant);
        switch (type) {
            case "text" -> text(block.json());
            case "tool_use" -> call(block);
            case "tool_result" -> result(block);
            default -> {}
        }
    }

    private static void members(JsonObject block, String type, String path) {
        for (String name : REQUIRED.getOrDefault(type, List.of())) {
            if (BodyRules.absent(block, name)) {
                throw Complaint.missing(path + "." + type + "." + name);
            }
        }
        BodyRules.only(block, MEMBERS.getOrDefault(type, Set.of()), path + "." + type);
    }

    private static void speaker(Turn.Block block, String type, boolean assistant) {
        if (ASSISTANTS.contains(type) && !assistant) {
            throw Complaint.invalid(
                    "messages." + block.message() + ": `" + type + "` blocks can only be in `assistant` messages");
        }
        if (type.equals("tool_result") && assistant) {
            throw Complaint.invalid(
                    "messages." + block.message() + ": `tool_result` blocks can only be in `user` messages");
        }
    }

    private static void text(JsonObject block) {
        if ("".equals(block.text("text"))) {
            throw Complaint.invalid("messages: " + EMPTY_TEXT);
        }
    }

    private static void call(Turn.Block block) {
        id(block.text("id"), block.path() + ".tool_use.id");
        ToolRules.checkName(block.text("name"), block.path() + ".tool_use.name");
        if (!(block.json().get("input") instanceof JsonObject)) {
            throw Complaint.invalid(block.path() + ".tool_use.input: Input should be a valid dictionary");
        }
    }

    private static void result(Turn.Block block) {
        id(block.text("tool_use_id"), block.path() + ".tool_result.tool_use_id");
        switch (block.json().get("content")) {
            case JsonArray(List<JsonValue> parts) -> {
                for (int index = 0; index < parts.size(); index++) {
                    part(parts.get(index), block.path() + ".tool_result.content." + index);
                }
            }
            case JsonString text -> {}
            case JsonObject object ->
                throw Complaint.invalid(block.path() + ".tool_result.content: Input should be a valid list");
            case null, default -> {}
        }
    }

    private static void part(JsonValue part, String path) {
        JsonObject object = part instanceof JsonObject json ? json : JsonObject.EMPTY;
        String type = object.text("type");
        if (type == null || !PARTS_OF_RESULTS.contains(type)) {
            throw wrongKind(path, object, "'document', 'image', 'search_result', 'text', 'tool_reference'");
        }
        if (MEMBERS.containsKey(type)) {
            members(object, type, path);
        }
        if (type.equals("text")) {
            text(object);
        }
    }

    private static void id(String id, String path) {
        if (!ID.matcher(id).matches()) {
            throw Complaint.pattern(path, ID_PATTERN);
        }
    }

    private static Complaint wrongKind(String path, JsonObject block, String expected) {
        String type = block.text("type");
        return type == null
                ? Complaint.missing(path + ".type")
                : Complaint.invalid(path + ": Input tag '" + type
                        + "' found using 'type' does not match any of the expected tags: " + expected);
    }
}

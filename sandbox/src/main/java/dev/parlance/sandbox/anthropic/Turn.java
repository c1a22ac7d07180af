package dev.parlance.sandbox.anthropic;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one side says before the other speaks: one message, or several of one role side by side. */
record Turn(boolean assistant, List<Block> blocks) {

    /**
     * A content block and where it stands; a plain string counts as a block of text.
     *
     * @param message the place of its message
     * @param index its place within the message
     */
    record Block(int message, int index, JsonObject json) {
        boolean is(String type) {
            return type.equals(json.text("type"));
        }

        boolean thought() {
            return is("thinking") || is("redacted_thinking");
        }

        String type() {
            String type = json.text("type");
            return type == null ? "" : type;
        }

        /** The text member of that name, empty when there is none. */
        String text(String name) {
            String text = json.text(name);
            return text == null ? "" : text;
        }

        String path() {
            return "messages." + message + ".content." + index;
        }
    }

    Turn {
        blocks = List.copyOf(blocks);
    }

    static List<Turn> merged(List<JsonValue> messages) {
        List<Turn> turns = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        String role = null;
        for (int index = 0; index < messages.size(); index++) {
            JsonObject message = messages.get(index) instanceof JsonObject object ? object : JsonObject.EMPTY;
            String own = message.text("role");
            if (role != null && !role.equals(own)) {
                turns.add(new Turn(role.equals("assistant"), blocks));
                blocks = new ArrayList<>();
            }
            role = own == null ? "user" : own;
            blocks.addAll(blocks(message.get("content"), index));
        }
        if (role != null) {
            turns.add(new Turn(role.equals("assistant"), blocks));
        }
        return turns;
    }

    /** Whether it holds results of tools and nothing else. */
    boolean onlyResults() {
        return !assistant && !blocks.isEmpty() && blocks.stream().allMatch(block -> block.is("tool_result"));
    }

    List<Block> calls() {
        return blocks.stream().filter(block -> block.is("tool_use")).toList();
    }

    private static List<Block> blocks(@Nullable JsonValue content, int message) {
        List<Block> blocks = new ArrayList<>();
        switch (content) {
            case JsonString(String text) ->
                blocks.add(new Block(message, 0, object(member("type", "text"), member("text", text))));
            case JsonArray(List<JsonValue> elements) -> {
                for (int index = 0; index < elements.size(); index++) {
                    JsonObject json = elements.get(index) instanceof JsonObject object ? object : JsonObject.EMPTY;
                    blocks.add(new Block(message, index, json));
                }
            }
            case null, default -> {}
        }
        return blocks;
    }
}

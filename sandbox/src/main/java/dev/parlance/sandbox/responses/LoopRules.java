package dev.parlance.sandbox.responses;

import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Calls and their outputs: every output answers an earlier call, every call is answered. */
final class LoopRules {
    private final Objections objections;

    LoopRules(Objections objections) {
        this.objections = objections;
    }

    /** Refuses outputs without calls and calls without outputs. */
    void check(Conversation conversation) {
        Set<String> calls = new HashSet<>();
        Set<String> open = new LinkedHashSet<>();
        List<JsonObject> items = conversation.items();
        for (JsonObject item : items) {
            String id = item.text("call_id");
            if (id == null) {
                continue;
            }
            switch (ItemRules.type(item)) {
                case "function_call", "custom_tool_call" -> {
                    calls.add(id);
                    open.add(id);
                }
                case "function_call_output" -> answered("function", id, calls, open);
                case "custom_tool_call_output" -> answered("custom tool", id, calls, open);
                default -> {}
            }
        }
        if (!open.isEmpty()) {
            throw objections.invalid(
                    "No tool output found for " + kind(items, open.iterator().next()) + " call "
                            + open.iterator().next() + ".",
                    "input",
                    null);
        }
    }

    private void answered(String kind, String id, Set<String> calls, Set<String> open) {
        if (!calls.contains(id)) {
            throw objections.invalid(
                    "No tool call found for " + kind + " call output with call_id " + id + ".", "input", null);
        }
        open.remove(id);
    }

    private static String kind(List<JsonObject> items, String id) {
        boolean custom = items.stream()
                .anyMatch(item -> ItemRules.type(item).equals("custom_tool_call") && id.equals(item.text("call_id")));
        return custom ? "custom tool" : "function";
    }
}

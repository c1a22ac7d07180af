package dev.parlance.sandbox.anthropic;

import dev.parlance.sandbox.anthropic.Turn.Block;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every call is answered in the next turn, the results stand first in it, and nothing answers a call that was not made. */
final class ToolTurnRules {
    private ToolTurnRules() {}

    static void check(List<Turn> turns) {
        for (int index = 0; index < turns.size(); index++) {
            Turn turn = turns.get(index);
            if (turn.assistant()) {
                answered(turn, index + 1 < turns.size() ? turns.get(index + 1).blocks() : List.of());
            } else {
                called(turn, index > 0 ? turns.get(index - 1).calls() : List.of());
            }
        }
    }

    private static void answered(Turn turn, List<Block> next) {
        Set<String> open = new LinkedHashSet<>();
        turn.calls().forEach(call -> open.add(call.text("id")));
        for (Block block : next) {
            if (!block.is("tool_result")) {
                break;
            }
            open.remove(block.text("tool_use_id"));
        }
        if (!open.isEmpty()) {
            throw Complaint.invalid("messages." + turn.calls().getLast().message()
                    + ": `tool_use` ids were found without `tool_result` blocks immediately after: "
                    + String.join(", ", open)
                    + ". Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
        }
    }

    private static void called(Turn turn, List<Block> calls) {
        Set<String> open = new LinkedHashSet<>();
        calls.forEach(call -> open.add(call.text("id")));
        Set<String> answered = new LinkedHashSet<>();
        for (Block block : turn.blocks()) {
            if (!block.is("tool_result")) {
                continue;
            }
            String id = block.text("tool_use_id");
            if (!open.contains(id)) {
                throw Complaint.invalid(
                        block.path() + ": unexpected `tool_use_id` found in `tool_result` blocks: " + id
                                + ". Each `tool_result` block must have a corresponding `tool_use` block in the previous message.");
            }
            if (!answered.add(id)) {
                throw Complaint.invalid(block.path()
                        + ": each tool_use must have a single result. Found multiple `tool_result` blocks with id: "
                        + id);
            }
        }
    }
}

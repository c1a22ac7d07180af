package dev.parlance.sandbox.anthropic;

import dev.parlance.sandbox.anthropic.Thinking.Mode;
import dev.parlance.sandbox.anthropic.Turn.Block;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Thoughts that come back: only its own, unchanged, and in an open tool loop all of them and first. With a budget the turn that opened the
 * loop must begin with a thought whoever spoke it; adaptive thinking forgives turns that never had one (Anthropic, adaptive thinking,
 * validation changes).
 */
final class ReplayRules {
    private ReplayRules() {}

    static void check(List<Turn> turns, Thinking thinking, ClaudeModel model) {
        for (Turn turn : turns) {
            for (Block block : turn.blocks()) {
                if (block.thought() && Seal.of(block, model) == null) {
                    throw Complaint.invalid(block.path()
                            + (block.is("thinking")
                                    ? ": Invalid `signature` in `thinking` block"
                                    : ": Invalid `data` in `redacted_thinking` block"));
                }
            }
        }
        if (!thinking.on()) {
            return;
        }
        Turn last = turns.getLast();
        if (last.assistant()) {
            if (thinking.mode() == Mode.BUDGET && !last.blocks().isEmpty()) {
                begins(last);
            }
        } else if (last.onlyResults()) {
            openLoop(assistantsOf(turns), thinking, model);
        }
    }

    private static void openLoop(List<Turn> assistants, Thinking thinking, ClaudeModel model) {
        for (int index = 0; index < assistants.size(); index++) {
            Turn turn = assistants.get(index);
            boolean thought = turn.calls().stream().anyMatch(call -> UseIds.followedThought(call.text("id"), model));
            if (thought || thinking.mode() == Mode.BUDGET && index == 0) {
                begins(turn);
            }
            if (thought) {
                whole(turn, model);
            }
        }
    }

    /** The assistant's turns since a user last said something of his own. */
    private static List<Turn> assistantsOf(List<Turn> turns) {
        List<Turn> open = new ArrayList<>();
        for (Turn turn : turns.reversed()) {
            if (turn.assistant()) {
                open.addFirst(turn);
            } else if (!turn.onlyResults()) {
                break;
            }
        }
        return open;
    }

    private static void begins(Turn turn) {
        Block first = turn.blocks().getFirst();
        if (!first.thought()) {
            throw Complaint.invalid(first.path() + ".type: Expected `thinking` or `redacted_thinking`, but found `"
                    + first.type()
                    + "`. When `thinking` is enabled, a final `assistant` message must start with a thinking block"
                    + " (preceeding the lastmost set of `tool_use` and `tool_result` blocks). We recommend you include"
                    + " thinking blocks from previous turns. To avoid this requirement, disable `thinking`. Please consult"
                    + " our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking");
        }
    }

    private static void whole(Turn turn, ClaudeModel model) {
        Seal first = null;
        int count = 0;
        for (Block block : turn.blocks()) {
            Seal seal = block.thought() ? Seal.of(block, model) : null;
            if (seal == null) {
                continue;
            }
            first = first == null ? seal : first;
            if (!seal.nonce().equals(first.nonce())
                    || seal.index() != count
                    || turn.blocks().indexOf(block) != count) {
                throw modified(block);
            }
            count++;
        }
        if (first != null && count != first.count()) {
            throw modified(turn.blocks().get(count - 1));
        }
    }

    private static Complaint modified(@Nullable Block block) {
        String path = block == null ? "messages" : block.path();
        return Complaint.invalid(
                path + ": `thinking` or `redacted_thinking` blocks in the latest assistant message cannot"
                        + " be modified. These blocks must remain as they were in the original response.");
    }
}

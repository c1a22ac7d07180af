package dev.parlance.sandbox.anthropic;

import dev.parlance.sandbox.host.Digest;

/**
 * Ids of tool calls. An id tells whether a model's thought preceded the call, so that the host can tell a turn whose thoughts were dropped from
 * one that never had any, or had another model's.
 */
final class UseIds {
    private static final String START = "toolu_01";
    private static final int FREE = 14;
    private static final int CHECK = 8;

    private UseIds() {}

    static String of(Digest digest, int position, boolean thought, ClaudeModel model) {
        String free = digest.letters("tool" + position, FREE);
        return START + free + Digest.of(free).letters(thought ? mark(model) : "plain", CHECK);
    }

    /** Whether the host made the id for a call that followed a thought of that model. */
    static boolean followedThought(String id, ClaudeModel model) {
        if (!id.startsWith(START) || id.length() != START.length() + FREE + CHECK) {
            return false;
        }
        String free = id.substring(START.length(), START.length() + FREE);
        return id.endsWith(Digest.of(free).letters(mark(model), CHECK));
    }

    private static String mark(ClaudeModel model) {
        return "thought of " + model.family();
    }
}

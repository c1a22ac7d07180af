package dev.parlance.sandbox.anthropic;

import dev.parlance.sandbox.host.Digest;

/**
 * Ids of tool calls. An id tells whether thought preceded the call, so that the host can tell a turn whose thoughts were dropped from one that
 * never had any.
 */
final class UseIds {
    private static final String START = "toolu_01";
    private static final int FREE = 14;
    private static final int CHECK = 8;

    private UseIds() {}

    static String of(Digest digest, int position, boolean thought) {
        String free = digest.letters("tool" + position, FREE);
        return START + free + Digest.of(free).letters(thought ? "thought" : "plain", CHECK);
    }

    /** Whether the host made the id for a call that followed a thought. */
    static boolean followedThought(String id) {
        if (!id.startsWith(START) || id.length() != START.length() + FREE + CHECK) {
            return false;
        }
        String free = id.substring(START.length(), START.length() + FREE);
        return id.endsWith(Digest.of(free).letters("thought", CHECK));
    }
}

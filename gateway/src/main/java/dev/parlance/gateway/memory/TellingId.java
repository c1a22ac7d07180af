package dev.parlance.gateway.memory;

/**
 * Tells ids of tool calls that belong to one call in the world from those that repeat. Kimi counts ({@code search:0}) and begins anew in every
 * conversation, some servers do ({@code call_0}), and so do the ids that stand in where a host of another dialect gave none.
 */
final class TellingId {
    /** How all ids begin that Parlance gives to calls without one. */
    private static final String OURS = "call_parlance_";

    private static final int LONG_ENOUGH = 8;
    private static final int LONG_WITHOUT_DIGITS = 16;

    private TellingId() {}

    /** @param function the name of the called function, which does not make an id its own */
    static boolean tells(String id, String function) {
        if (id.startsWith(OURS)) {
            return false;
        }
        String rest = function.isEmpty() ? id : id.replace(function, ":");
        int length = 0;
        boolean digits = false;
        for (int index = 0; index < rest.length(); index++) {
            char letter = rest.charAt(index);
            if (!Character.isLetterOrDigit(letter)) {
                length = 0;
                digits = false;
                continue;
            }
            length++;
            digits |= Character.isDigit(letter);
            if (length >= LONG_ENOUGH && digits || length >= LONG_WITHOUT_DIGITS) {
                return true;
            }
        }
        return false;
    }
}

package dev.parlance.gateway.memory;

/** Finds a place in a text that a client may have laid out anew. */
final class Texts {
    private Texts() {}

    /** Behind that many letters, white space not counted. */
    static int after(String text, long letters) {
        long left = letters;
        int index = 0;
        while (index < text.length() && left > 0) {
            if (!Character.isWhitespace(text.charAt(index))) {
                left--;
            }
            index++;
        }
        return index;
    }
}

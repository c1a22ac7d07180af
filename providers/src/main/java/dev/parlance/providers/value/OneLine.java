package dev.parlance.providers.value;

/** What others wrote, made fit for a message of ours: one line, no control characters, not long. */
public final class OneLine {
    private static final int LONGEST = 300;

    private OneLine() {}

    /** All of the text as one line. Control characters would reach the terminal of whoever reads the message. */
    public static String of(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST).strip() + "…";
    }

    /** The first line of it that is not blank. */
    public static String first(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(OneLine::of)
                .orElse("");
    }
}

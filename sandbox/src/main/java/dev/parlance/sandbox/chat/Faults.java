package dev.parlance.sandbox.chat;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the last user text asks to go wrong, written {@code [[name argument]]}. Unknown names are ignored.
 *
 * @param status the HTTP status to answer with, 0 for none
 * @param statusDetail which of the bodies of that status, for example {@code quota}; empty for the usual one
 * @param cut the body breaks off
 * @param errorInStream an error object takes the place of the second half of the stream
 * @param thinkOnly the output budget is eaten by thinking
 * @param contentFilter the answer is stopped by the content filter
 * @param asyncFilter filter results arrive after the answer, where the host knows that
 * @param doneMissing the end marker is left out
 * @param delay the wait before each chunk
 * @param tokens the length of the answer in tokens, 0 for the usual answer
 * @param refusal the model declines to answer, in a member of its own where the wire has one
 */
public record Faults(
        int status,
        String statusDetail,
        boolean cut,
        boolean errorInStream,
        boolean thinkOnly,
        boolean contentFilter,
        boolean asyncFilter,
        boolean doneMissing,
        Duration delay,
        int tokens,
        boolean refusal) {
    private static final Pattern MARKER = Pattern.compile("\\[\\[([a-z-]+)(?: +([^\\]]*))?\\]\\]");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s)");
    private static final Pattern STATUS = Pattern.compile("([45][0-9][0-9])(?: +([a-z-]+))?");
    private static final int MOST_TOKENS = 100_000;

    /** Reads the markers out of a text. */
    public static Faults in(String text) {
        String status = argument(text, "status");
        Matcher code = STATUS.matcher(status);
        boolean known = code.matches();
        String detail = known ? code.group(2) : null;
        return new Faults(
                known ? Integer.parseInt(code.group(1)) : 0,
                detail == null ? "" : detail,
                has(text, "cut"),
                has(text, "error-in-stream"),
                has(text, "think-only"),
                has(text, "content-filter"),
                has(text, "async-filter"),
                has(text, "done-missing"),
                duration(argument(text, "slow")),
                number(argument(text, "tokens")),
                has(text, "refusal"));
    }

    /** The text without its markers. */
    public static String without(String text) {
        return MARKER.matcher(text).replaceAll("").strip();
    }

    private static boolean has(String text, String name) {
        return text.contains("[[" + name + "]]");
    }

    private static String argument(String text, String name) {
        Matcher marker = MARKER.matcher(text);
        while (marker.find()) {
            String argument = marker.group(2);
            if (marker.group(1).equals(name) && argument != null) {
                return argument.strip();
            }
        }
        return "";
    }

    private static Duration duration(String text) {
        Matcher duration = DURATION.matcher(text);
        if (!duration.matches()) {
            return Duration.ZERO;
        }
        long amount = Long.parseLong(duration.group(1));
        return duration.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,7}") ? Math.min(Integer.parseInt(text), MOST_TOKENS) : 0;
    }
}

package dev.parlance.azureidentity;

import java.util.Collection;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the SDK's texts fit to be shown. They quote whole what they could not parse, a token among it: for example when {@code az} warns on
 * its error output, which the SDK reads together with the answer (azure-identity 1.19.0).
 */
final class PlainWords {
    private static final String MASK = "***";
    private static final String UNREADABLE = "the answer is not the JSON that was expected";

    /** A parser's complaint, which quotes too, and its quotation; what the SDK says before stays. */
    private static final Pattern QUOTATION = Pattern.compile(
            "(?:([^\\r\\n]*?could not be parsed): )?[^\\r\\n]*\\R at \\[Source: .*?(?:; line: -?\\d+, column: -?\\d+]|\\z)",
            Pattern.DOTALL);

    private static final Pattern GUIDELINES = Pattern.compile(
            "\\s*(?:To (?:further )?mitigate this issue|See the troubleshooting guide|Please see http|For more details, refer"
                    + "|Trace ID: |Correlation ID: |Timestamp: )[^\\r\\n]*");
    private static final Pattern SECRET_MEMBER = Pattern.compile(
            "(\"?(?:access_?token|refresh_?token|id_?token|client_?secret|client_?assertion|password)\"?\\s*[:=]\\s*\"?)[^\"\\s,}&]+",
            Pattern.CASE_INSENSITIVE);
    /** The beginning of every signed token, and anything longer than a GUID. */
    private static final Pattern LONG_WORD = Pattern.compile("eyJ[\\w.~+/=-]{4,}|[\\w.~+/=-]{40,}");

    private PlainWords() {}

    /** The text without quotations, tokens, those secrets and the references to the SDK's guidelines. Lines stay lines. */
    static String of(String text, Collection<String> secrets) {
        String plain = text;
        for (String secret : secrets) {
            plain = plain.replace(secret, MASK);
        }
        plain = QUOTATION.matcher(plain).replaceAll(PlainWords::complaint);
        plain = GUIDELINES.matcher(plain).replaceAll("");
        plain = SECRET_MEMBER.matcher(plain).replaceAll("$1" + Matcher.quoteReplacement(MASK));
        return LONG_WORD
                .matcher(plain)
                .replaceAll(Matcher.quoteReplacement(MASK))
                .strip();
    }

    private static String complaint(MatchResult quotation) {
        String before = quotation.group(1);
        return Matcher.quoteReplacement(before == null ? UNREADABLE : before);
    }
}

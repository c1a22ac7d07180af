package dev.parlance.core.wire;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Says what is wrong with a document: walks the same way through it once more with jackson-core, which has words, line and column for every
 * fault.
 */
final class JsonFaults {
    private static final Pattern LIBRARY_HINT = Pattern.compile(
            ":? *\\(?(?:enable|not recognized as one since) .*|: maybe a \\(non-standard\\) comment\\?.*",
            Pattern.DOTALL);

    private final byte[] bytes;
    private final int from;
    private final int length;
    private final boolean comments;
    private final int steps;

    /** @param steps how many tokens were asked for */
    JsonFaults(byte[] bytes, int from, int length, boolean comments, int steps) {
        this.bytes = bytes;
        this.from = from;
        this.length = length;
        this.comments = comments;
        this.steps = steps;
    }

    /** The fault that is met by the last step; {@code string} when it is met in taking the string stood on. */
    MalformedJson found(boolean string) {
        MalformedJson fault = foundOrNull(string);
        if (fault != null) {
            return fault;
        }
        return new MalformedJson("This is not valid JSON", 0, 0);
    }

    /** The same, or null when the library finds nothing. */
    @Nullable
    MalformedJson foundOrNull(boolean string) {
        try (JsonParser parser = walked()) {
            if (string) {
                parser.getString();
            }
            return null;
        } catch (JacksonException fault) {
            return malformed(fault);
        }
    }

    /** The fault of finding something else than was expected, with place and what stands there. */
    MalformedJson expected(String what, String found) {
        try (JsonParser parser = walked()) {
            TokenStreamLocation location = parser.currentTokenLocation();
            String place = parser.streamReadContext().pathAsPointer().toString();
            return new MalformedJson(
                    (place.isEmpty() ? "Expected " : place + " must be ") + what + ", but found " + found,
                    location.getLineNr(),
                    location.getColumnNr());
        } catch (JacksonException fault) {
            return malformed(fault);
        }
    }

    private JsonParser walked() {
        JsonParser parser = factory(comments).createParser(ObjectReadContext.empty(), bytes, from, length);
        for (int step = 0; step < steps; step++) {
            parser.nextToken();
        }
        return parser;
    }

    static JsonFactory factory(boolean comments) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNestingDepth(JsonScanner.DEEPEST)
                        .maxNumberLength(JsonScanner.LONGEST_NUMBER)
                        .maxNameLength(JsonScanner.LONGEST_NAME)
                        .build())
                .configure(JsonReadFeature.ALLOW_JAVA_COMMENTS, comments)
                .build();
    }

    private static MalformedJson malformed(JacksonException fault) {
        TokenStreamLocation location = fault.getLocation();
        // The library adds hints about its own switches, which nobody outside can turn.
        String reason = LIBRARY_HINT.matcher(fault.getOriginalMessage()).replaceAll("");
        int line = location == null ? 0 : location.getLineNr();
        int column = location == null ? 0 : location.getColumnNr();
        return new MalformedJson("This is not valid JSON: " + reason, Math.max(line, 0), Math.max(column, 0));
    }
}

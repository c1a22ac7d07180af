package dev.parlance.schema;

/** Names that every host takes: letters, digits, underscore. */
final class SchemaNames {
    private static final int LONGEST = 64;

    private SchemaNames() {}

    /** The word with underscores for whatever else stands in it. */
    static String safe(String word) {
        return word.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /** Also at most 64 characters, as OpenAI wants the name of a response format. Source: OpenAI, API reference, response_format (2026). */
    static String ofFormat(String word) {
        String safe = safe(word);
        return safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
    }
}

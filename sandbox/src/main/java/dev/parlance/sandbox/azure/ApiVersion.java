package dev.parlance.sandbox.azure;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The dated version of a request, a date with or without {@code -preview}. Versions are ordered by their date.
 *
 * @param text as it stands in the query
 */
record ApiVersion(String text) {
    private static final Pattern QUERY = Pattern.compile("(?:^|&)api-version=([^&]*)");

    /** openai/openai-java, AzureOpenAIServiceVersion, and 2025-04-01-preview from Microsoft's API lifecycle page. */
    private static final Set<String> KNOWN = Set.of(
            "2022-12-01",
            "2023-05-15",
            "2023-06-01-preview",
            "2023-07-01-preview",
            "2023-12-01-preview",
            "2024-02-01",
            "2024-02-15-preview",
            "2024-03-01-preview",
            "2024-04-01-preview",
            "2024-05-01-preview",
            "2024-06-01",
            "2024-07-01-preview",
            "2024-08-01-preview",
            "2024-09-01-preview",
            "2024-10-01-preview",
            "2024-10-21",
            "2024-12-01-preview",
            "2025-01-01-preview",
            "2025-02-01-preview",
            "2025-03-01-preview",
            "2025-04-01-preview");

    /** What the query asks for, or null when it asks for nothing. */
    static @Nullable String asked(String query) {
        Matcher version = QUERY.matcher(query);
        return version.find() ? version.group(1) : null;
    }

    /** The dated version of that query, or null when there is none that Azure knows. */
    static @Nullable ApiVersion of(String query) {
        String asked = asked(query);
        return asked != null && KNOWN.contains(asked) ? new ApiVersion(asked) : null;
    }

    /** Whether it is of that day or later. */
    boolean since(String date) {
        return text.substring(0, 10).compareTo(date) >= 0;
    }
}

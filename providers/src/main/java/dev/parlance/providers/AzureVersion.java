package dev.parlance.providers;

import dev.parlance.catalog.AddressForm;
import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.Overrides;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Source;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.wire.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A dated version of Azure OpenAI, and what it does not know yet. The catalog speaks of today's service; this is about callers who are held
 * to an older one. The v1 route has no date and is always of today.
 *
 * @param day for example {@code 2024-10-21}; a preview counts by its day
 */
record AzureVersion(String day) {
    /** A date, or a date of a preview. */
    static final Pattern DATED = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(-preview)?");

    private static final Pattern IN_QUERY = Pattern.compile("(?i)(?:^|&)api-version=" + DATED.pattern() + "(?:&|$)");

    /** Usage in streams came with this version (MicrosoftDocs/azure-ai-docs, api-version-lifecycle-content, 2026). */
    private static final String STREAM_USAGE = "2024-09-01";

    /** Responses came with this version (the same document); earlier ones answer 404. */
    private static final String RESPONSES = "2025-03-01";

    /** The version that this endpoint is held to, or null when it has none or is no such endpoint. */
    static @Nullable AzureVersion of(Endpoint endpoint) {
        return endpoint.form() == AddressForm.AZURE_DATED ? of(endpoint.baseUrl()) : null;
    }

    /** The version in the query of a base URL, or null. */
    static @Nullable AzureVersion of(URI baseUrl) {
        Matcher dated = IN_QUERY.matcher(baseUrl.getRawQuery() == null ? "" : baseUrl.getRawQuery());
        return dated.find() ? new AzureVersion(dated.group(1)) : null;
    }

    /** Whether it knows Chat Completions only. */
    boolean isChatOnly() {
        return isBefore(RESPONSES);
    }

    /** What the host wants for that model in the Chat Completions of this version, with the user's rules on top. */
    Profile chatProfile(Catalog catalog, String host, String model, List<Overrides> user) {
        Overrides unknown = AzureVersionRules.before(day);
        return catalog.resolve(
                host,
                model,
                null,
                unknown == null
                        ? user
                        : Stream.concat(Stream.of(unknown), user.stream()).toList());
    }

    /** Leaves out of a streamed request what the version does not know. */
    void hold(ChatRequest request, ChatRequest.Builder sent, AdjustmentLog log) {
        ChatRequest.Streaming streaming = request.streaming();
        if (streaming != null && streaming.includeUsage() && isBefore(STREAM_USAGE)) {
            log.add(Adjustment.of(
                    "stream-usage",
                    Adjustment.Kind.DROPPED,
                    JsonValue.of(true),
                    null,
                    new Source(
                            AzureVersionRules.FILE,
                            STREAM_USAGE,
                            "This version does not know stream_options.",
                            "MicrosoftDocs/azure-ai-docs, api-version-lifecycle-content (2026): 2024-09-01-preview adds"
                                    + " stream_options.include_usage")));
            sent.streaming(new ChatRequest.Streaming(false, streaming.extra()));
        }
    }

    private boolean isBefore(String other) {
        return day.compareTo(other) < 0;
    }
}

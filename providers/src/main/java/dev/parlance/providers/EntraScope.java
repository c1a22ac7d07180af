package dev.parlance.providers;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * What an Entra token must be for, by the address of the resource: Foundry's hosts and all projects have a scope of their own, and so has
 * each sovereign cloud. A custom domain does not show it; then the setting {@code scope} says it.
 *
 * <p>Source: MicrosoftDocs/azure-ai-docs, api-version-lifecycle-content and use-chat-reasoning (2026). The scopes of sovereign clouds follow
 * the suffix of their hosts and are not documented.
 */
public final class EntraScope {
    private static final String COGNITIVE_SERVICES = "https://cognitiveservices.azure.com/.default";
    private static final String FOUNDRY = "https://ai.azure.com/.default";
    private static final String US_GOVERNMENT = "https://cognitiveservices.azure.us/.default";
    private static final String CHINA = "https://cognitiveservices.azure.cn/.default";

    private EntraScope() {}

    /** The scope for calls to that address. */
    public static String of(URI baseUrl) {
        String host = baseUrl.getHost() == null ? "" : baseUrl.getHost().toLowerCase(Locale.ROOT);
        String path = baseUrl.getPath() == null ? "" : baseUrl.getPath().toLowerCase(Locale.ROOT);
        if (ends(host, ".azure.us")) {
            return US_GOVERNMENT;
        }
        if (ends(host, ".azure.cn")) {
            return CHINA;
        }
        return ends(host, ".services.ai.azure.com") || path.contains("/api/projects/") ? FOUNDRY : COGNITIVE_SERVICES;
    }

    private static boolean ends(String host, String suffix) {
        return List.of(suffix, suffix + ".").stream().anyMatch(host::endsWith);
    }
}

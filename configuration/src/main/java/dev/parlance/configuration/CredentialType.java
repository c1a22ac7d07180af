package dev.parlance.configuration;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The kinds of credentials, what each needs and what else it can use. */
enum CredentialType {
    MANAGED_IDENTITY(Set.of(), Set.of("client-id", "scope", "cloud")),
    CLIENT_SECRET(Set.of("tenant-id", "client-id", "client-secret"), Set.of("scope", "authority", "cloud")),
    WORKLOAD_IDENTITY(Set.of("tenant-id", "client-id", "token-file"), Set.of("scope", "authority", "cloud")),
    AZURE_CLI(Set.of(), Set.of("tenant-id", "scope", "cloud")),
    DEFAULT_AZURE(Set.of(), Set.of("client-id", "scope", "authority", "cloud")),
    GITHUB_COPILOT(Set.of(), Set.of());

    final Set<String> needed;
    final Set<String> possible;

    CredentialType(Set<String> needed, Set<String> possible) {
        this.needed = needed;
        this.possible = possible;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Map<String, CredentialType> byWord() {
        Map<String, CredentialType> words = new LinkedHashMap<>();
        for (CredentialType type : values()) {
            words.put(type.word(), type);
        }
        return words;
    }
}

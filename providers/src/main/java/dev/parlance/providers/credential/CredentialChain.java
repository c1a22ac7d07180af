package dev.parlance.providers.credential;

import org.jspecify.annotations.Nullable;

/** The whole credential chain of a cloud's own library, which an optional module brings. Found by {@link java.util.ServiceLoader}. */
public interface CredentialChain {
    /**
     * Prepares an issuer without asking for a token yet. The tokens it issues are bearer tokens; {@link TokenSources} caches them.
     *
     * @param clientId of a user-assigned managed identity, or null
     * @param scope what the token is for, for example {@code https://cognitiveservices.azure.com/.default}
     * @param authority the issuer of a sovereign cloud, or null for the public one
     */
    TokenIssuer open(@Nullable String clientId, String scope, @Nullable String authority);
}

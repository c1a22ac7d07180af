package dev.parlance.providers;

import dev.parlance.catalog.Authentication;
import dev.parlance.catalog.HostFacts;
import dev.parlance.providers.credential.Credential;
import dev.parlance.providers.credential.FixedToken;
import dev.parlance.providers.credential.KeyForm;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.credential.TokenSource;
import dev.parlance.providers.credential.TokenSources;
import dev.parlance.providers.value.Template;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what lets a provider's calls in: what the configuration says, else, by the variables of the host, a key, a bearer token, the
 * machine's identity, the default credential.
 */
record ProviderCredentials(Environment environment, TokenSources tokens) {
    /** The source of tokens, or null when nothing is said. @throws dev.parlance.core.error.ParlanceException.Misconfigured when it cannot work */
    @Nullable
    TokenSource of(ProviderSettings settings, HostFacts host, URI baseUrl) {
        Credential own = settings.credential();
        if (own != null) {
            return tokens.open(EntraCredential.completed(own, baseUrl), settings.proxy());
        }
        TokenSource key = ofVariables(host);
        if (key != null) {
            return key;
        }
        String clientId = environment.text(host.variables("client-id"));
        String scope = EntraScope.of(baseUrl);
        if (isOn("use-managed-identity", settings, host)) {
            return tokens.open(new Credential.ManagedIdentity(clientId, scope), settings.proxy());
        }
        if (isOn("use-default-credential", settings, host)) {
            return tokens.open(new Credential.DefaultAzure(clientId, scope, null), settings.proxy());
        }
        return null;
    }

    /** What the configuration says counts, though it says no. */
    private boolean isOn(String setting, ProviderSettings settings, HostFacts host) {
        return !settings.origins().containsKey(setting) && environment.on(host.variables(setting));
    }

    /** What the variables alone say, or null. */
    @Nullable
    TokenSource ofVariables(HostFacts host) {
        Environment.Found key = environment.first(host.keyVariables());
        if (host.authentication() == Authentication.GITHUB_COPILOT) {
            Environment.Found account = key == null ? environment.first(host.variables("account")) : key;
            return tokens.open(
                    account == null
                            ? new Credential.Copilot(null, null)
                            : new Credential.Copilot(
                                    Template.of(Template.Kind.ENV, account.variable()), account.variable()),
                    null);
        }
        if (key != null) {
            return new FixedToken(
                    Token.key(KeyForm.secret(key.text(), key.variable())), key.variable() + " in the environment");
        }
        Environment.Found bearer = environment.first(host.variables("bearer-token"));
        return bearer == null
                ? null
                : new FixedToken(
                        Token.bearer(KeyForm.secret(bearer.text(), bearer.variable())),
                        bearer.variable() + " in the environment");
    }
}

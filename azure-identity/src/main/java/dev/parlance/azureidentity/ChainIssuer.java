package dev.parlance.azureidentity;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.parlance.providers.credential.IssuedToken;
import dev.parlance.providers.credential.Secret;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.credential.TokenIssuer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the chain anew each time. The SDK keeps tokens of a machine's identity for the whole process all the same, so that one of those
 * comes again until it nears its end.
 *
 * @param chain makes a chain without a memory: a token that a host refused must not come back from one
 * @param clientId of the user-assigned identity, or null
 */
record ChainIssuer(
        Supplier<? extends TokenCredential> chain,
        String scope,
        @Nullable String clientId) implements TokenIssuer {
    @Override
    public IssuedToken issue() {
        AccessToken issued;
        try {
            // Not AuthenticationUtil.getBearerTokenSupplier, which sends a real request to www.example.com for each
            // token.
            issued = chain.get().getTokenSync(new TokenRequestContext().addScopes(scope));
        } catch (RuntimeException failed) {
            throw ChainFailure.of(failed, scope);
        }
        return new IssuedToken(
                Token.bearer(Secret.of(issued.getToken())),
                issued.getExpiresAt().toInstant());
    }

    @Override
    public String description() {
        return "the Azure credential chain for " + scope + (clientId == null ? "" : ", identity " + clientId);
    }
}

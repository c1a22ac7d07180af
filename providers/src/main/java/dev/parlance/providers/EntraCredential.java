package dev.parlance.providers;

import dev.parlance.providers.credential.Credential;
import java.net.URI;

/** Completes what a user left open about an Entra credential: a scope that is not said is that of the address. */
final class EntraCredential {
    private EntraCredential() {}

    static Credential completed(Credential credential, URI baseUrl) {
        return switch (credential) {
            case Credential.ManagedIdentity(String clientId, String scope) ->
                new Credential.ManagedIdentity(clientId, scope(scope, baseUrl));
            case Credential.ClientSecret own ->
                new Credential.ClientSecret(
                        own.tenant(), own.clientId(), own.secret(), scope(own.scope(), baseUrl), own.authority());
            case Credential.WorkloadIdentity own ->
                new Credential.WorkloadIdentity(
                        own.tenant(), own.clientId(), own.tokenFile(), scope(own.scope(), baseUrl), own.authority());
            case Credential.AzureCli(String tenant, String scope) ->
                new Credential.AzureCli(tenant, scope(scope, baseUrl));
            case Credential.DefaultAzure own ->
                new Credential.DefaultAzure(own.clientId(), scope(own.scope(), baseUrl), own.authority());
            case Credential.Text text -> text;
            case Credential.Copilot copilot -> copilot;
        };
    }

    private static String scope(String said, URI baseUrl) {
        return said.isBlank() ? EntraScope.of(baseUrl) : said;
    }
}

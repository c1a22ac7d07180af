package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.net.http.HttpRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identity of the machine: App Service and Container Apps say by variables where they give tokens, virtual machines give them at a fixed
 * address (tried: azure-identity 1.19.0).
 */
final class ManagedIdentityIssuer implements TokenIssuer {
    private static final String ENDPOINT = "IDENTITY_ENDPOINT";
    private static final String HEADER = "IDENTITY_HEADER";
    private static final String METADATA_HOST = "AZURE_POD_IDENTITY_AUTHORITY_HOST";
    private static final String METADATA_PATH = "/metadata/identity/oauth2/token";

    private static final String NOT_HERE =
            "Managed identity works on Azure alone, where one is assigned to the machine."
                    + " Elsewhere use a key, the login of az, or a client secret.";

    private final IssuerHttp http;
    private final InstantSource clock;
    private final String resource;
    private final String address;
    private final @Nullable Secret header;
    private final String query;

    ManagedIdentityIssuer(
            Credential.ManagedIdentity identity,
            Map<String, String> environment,
            IssuerHttp http,
            InstantSource clock) {
        this.http = http;
        this.clock = clock;
        this.resource = EntraAnswer.resource(identity.scope());
        String endpoint = environment.getOrDefault(ENDPOINT, "").strip();
        String secret = environment.getOrDefault(HEADER, "").strip();
        String client = identity.clientId() == null ? "" : "&client_id=" + EntraAnswer.encoded(identity.clientId());
        if (!endpoint.isEmpty() && !secret.isEmpty()) {
            this.header = KeyForm.secret(secret, HEADER);
            this.address = endpoint;
            this.query = "?api-version=2019-08-01&resource=" + EntraAnswer.encoded(resource) + client;
        } else {
            String moved = environment.getOrDefault(METADATA_HOST, "").strip().replaceAll("/+$", "");
            this.header = null;
            this.address = (moved.isEmpty() ? "http://169.254.169.254" : moved) + METADATA_PATH;
            this.query = "?api-version=2018-02-01&resource=" + EntraAnswer.encoded(resource) + client;
        }
    }

    /** Whether a variable says where this machine gets its tokens. */
    static boolean isTold(Map<String, String> environment) {
        return List.of(ENDPOINT, METADATA_HOST).stream()
                .anyMatch(variable -> !environment.getOrDefault(variable, "").isBlank());
    }

    @Override
    public IssuedToken issue() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(IssuerAddress.of(address + query, header == null ? METADATA_HOST : ENDPOINT));
        if (header == null) {
            request.header("Metadata", "true");
        } else {
            request.header("X-IDENTITY-HEADER", header.reveal());
        }
        var asked = clock.instant();
        return EntraAnswer.token(
                send(request.build()),
                asked,
                "Assign an identity to the machine; when it has several, set the client id of one.",
                header == null ? List.of() : List.of(header));
    }

    private IssuerAnswer send(HttpRequest request) {
        String issuer = "The identity service of this machine at " + address;
        try {
            return http.send(request, issuer);
        } catch (ParlanceException.ConnectionFailed absent) {
            if (header != null) {
                throw absent;
            }
            throw new ParlanceException.Misconfigured(
                    Failure.of("This machine has no managed identity: nothing answers at " + address, NOT_HERE));
        }
    }

    @Override
    public String description() {
        return "managed identity (" + (header == null ? "virtual machine" : "App Service") + ") for " + resource;
    }
}

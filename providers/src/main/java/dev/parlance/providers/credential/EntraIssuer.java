package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.value.SmallFile;
import dev.parlance.providers.value.Values;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * A service principal at Entra ID, which proves itself with a secret or with a token from elsewhere (tried: azure-identity 1.19.0, which
 * sends more than is needed; in code: BerriAI/litellm, azure/common_utils.py).
 */
final class EntraIssuer implements TokenIssuer {
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final IssuerHttp http;
    private final InstantSource clock;
    private final URI address;
    private final String issuer;
    private final String form;
    private final Proof proof;
    private final String advice;
    private final String description;

    /** Reads what proves the identity, anew each time: files are renewed and secrets rotated. */
    private interface Proof {
        Secret read();
    }

    private EntraIssuer(
            Principal principal, String parameters, Proof proof, String advice, IssuerHttp http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
        String authority = IssuerAddress.trimmed(IssuerAddress.secure(principal.authority, "authority"));
        String tenant = EntraAnswer.plain("tenant", principal.tenant);
        if (principal.clientId.isBlank()) {
            throw new ParlanceException.Misconfigured(Failure.of(
                    "The client id is missing", "Set client-id or AZURE_CLIENT_ID to that of the application."));
        }
        this.address = IssuerAddress.of(authority + "/" + tenant + "/oauth2/v2.0/token", "authority");
        this.issuer = "Microsoft Entra ID at " + authority;
        this.form = "grant_type=client_credentials&client_id=" + EntraAnswer.encoded(principal.clientId) + "&scope="
                + EntraAnswer.encoded(EntraAnswer.plain("scope", principal.scope)) + parameters;
        this.proof = proof;
        this.advice = advice;
        this.description = principal.kind + " " + principal.clientId + " for " + principal.scope;
    }

    private record Principal(String kind, String tenant, String clientId, String scope, String authority) {}

    static EntraIssuer of(Credential.ClientSecret given, Values values, IssuerHttp http, InstantSource clock) {
        return new EntraIssuer(
                new Principal("client secret of", given.tenant(), given.clientId(), given.scope(), given.authority()),
                "&client_secret=",
                () -> Secret.of(values.read(given.secret())),
                "Check tenant, client id and client secret; the secret may have run out.",
                http,
                clock);
    }

    static EntraIssuer of(Credential.WorkloadIdentity given, IssuerHttp http, InstantSource clock) {
        return new EntraIssuer(
                new Principal("workload identity", given.tenant(), given.clientId(), given.scope(), given.authority()),
                "&client_assertion_type=" + EntraAnswer.encoded(ASSERTION) + "&client_assertion=",
                () -> Secret.of(SmallFile.read(given.tokenFile())),
                "Check tenant, client id and the federated credential of the application; the token in "
                        + given.tokenFile() + " may have run out.",
                http,
                clock);
    }

    @Override
    public IssuedToken issue() {
        Secret proven = proof.read();
        Instant asked = clock.instant();
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("accept", "application/json")
                .POST(BodyPublishers.ofString(form + EntraAnswer.encoded(proven.reveal())))
                .build();
        return EntraAnswer.token(http.send(request, issuer), asked, advice, List.of(proven));
    }

    @Override
    public String description() {
        return description;
    }
}

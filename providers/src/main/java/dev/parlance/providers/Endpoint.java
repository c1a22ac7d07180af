package dev.parlance.providers;

import dev.parlance.catalog.AddressForm;
import dev.parlance.catalog.HostFacts;
import dev.parlance.catalog.Overrides;
import dev.parlance.core.chat.Members;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.credential.Secret;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.credential.TokenSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A host at an address, with a credential. Immutable and thread-safe.
 *
 * @param name the provider's name: what stands before the slash of a model name
 * @param baseUrl in its normal form, see {@link BaseUrl}
 * @param form how the address of a call comes about: that of the host, unless the user means the base URL as given
 * @param credential null when there is none
 * @param headers headers of the user's own, in lower case; they never replace the credential
 * @param defaults what stands in for requests that do not say themselves
 * @param extraBody members for requests that have none of that name
 * @param overrides the user's rules, the last of which has the last word
 */
public record Endpoint(
        String name,
        HostFacts host,
        URI baseUrl,
        AddressForm form,
        @Nullable TokenSource credential,
        List<Header> headers,
        Defaults defaults,
        Members extraBody,
        Deployments deployments,
        List<Overrides> overrides,
        Connection connection) {
    /** What the transport sets itself. */
    private static final Set<String> TRANSPORT =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade");

    private static final Set<String> CREDENTIALS = Set.of("authorization", "api-key", "x-api-key", "x-goog-api-key");

    private static final Header CONTENT_TYPE = Header.of("content-type", "application/json");
    private static final Header ACCEPT_JSON = Header.of("accept", "application/json");
    private static final Header ACCEPT_STREAM = Header.of("accept", "text/event-stream");

    /** Answers are read as they come; compressed ones would wait in the compressor. */
    private static final Header ACCEPT_ENCODING = Header.of("accept-encoding", "identity");

    private static final Header USER_AGENT = Header.of("user-agent", "parlance/" + Version.text());

    /** Stands for the secret where none is at hand; never sent. */
    private static final Secret UNKNOWN = Secret.of("***");

    public Endpoint {
        headers = List.copyOf(headers);
        overrides = List.copyOf(overrides);
    }

    /** A host at an address, with nothing else said. */
    public static Endpoint of(HostFacts host, URI baseUrl, @Nullable TokenSource credential) {
        return new Endpoint(
                host.name(),
                host,
                baseUrl,
                host.addressForm(),
                credential,
                List.of(),
                Defaults.NONE,
                Members.NONE,
                Deployments.NONE,
                List.of(),
                Connection.USUAL);
    }

    /** Whether calls can be made: there is a credential, or none is needed. */
    public boolean hasCredential() {
        return credential != null || !host.keyRequired();
    }

    /** The URL of a call; an issuer that knows better where calls go has its way. */
    URI url(String path, String deployment, @Nullable Token token) {
        URI base = token == null || token.baseUrl() == null ? baseUrl : token.baseUrl();
        return switch (form) {
            case PLAIN -> BaseUrl.resolve(base, path);
            case AZURE -> AzureAddress.call(base, path);
            case AZURE_DATED -> AzureDatedAddress.call(base, path, deployment);
        };
    }

    /**
     * The headers of a call, the credential last and beyond reach of the user's own headers.
     *
     * @param token null for showing only: the place of the credential shows asterisks
     */
    List<Header> headers(
            boolean streaming, Map<String, String> ofRequest, @Nullable String keyHeader, @Nullable Token token) {
        List<Header> all = new ArrayList<>(5 + headers.size());
        all.add(CONTENT_TYPE);
        all.add(streaming ? ACCEPT_STREAM : ACCEPT_JSON);
        all.add(ACCEPT_ENCODING);
        all.add(userAgent());
        for (Header header : headers) {
            add(all, header);
        }
        for (Map.Entry<String, String> header : ofRequest.entrySet()) {
            add(all, Header.of(header.getKey(), header.getValue().replace("{version}", Version.text())));
        }
        Header last = credential(keyHeader, token);
        if (last != null) {
            all.add(last);
        }
        return all;
    }

    private Header userAgent() {
        for (Header header : headers) {
            if (header.name().equals(USER_AGENT.name())) {
                return header;
            }
        }
        return USER_AGENT;
    }

    private static boolean has(List<Header> all, String name) {
        for (Header header : all) {
            if (header.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The first to name a header has it: the transport, then the user, then the request. */
    private static void add(List<Header> all, Header further) {
        String name = further.name();
        boolean taken = TRANSPORT.contains(name)
                || has(all, name)
                // All names, whichever is used: two credentials in one request are a mistake everywhere.
                || CREDENTIALS.contains(name);
        if (!taken) {
            all.add(further);
        }
    }

    /** @throws ParlanceException.Unauthenticated when the credential is missing that the host demands */
    void requireCredential() {
        if (!hasCredential()) {
            String variables = String.join(" or ", host.keyVariables());
            throw new ParlanceException.Unauthenticated(Failure.of(
                            "There is no key for " + name,
                            (variables.isEmpty() ? "" : "Set " + variables + " in the environment of Parlance, or ")
                                    + "api-key of [providers." + name + "] in its configuration.")
                    .at(host.name(), null));
        }
    }

    private @Nullable Header credential(@Nullable String keyHeader, @Nullable Token token) {
        if (credential == null && !host.keyRequired()) {
            return null;
        }
        Secret secret = token == null ? UNKNOWN : token.secret();
        if (token != null && token.form() == Token.Form.BEARER) {
            return new Header("authorization", "Bearer ", secret);
        }
        if (keyHeader != null) {
            return new Header(keyHeader, "", secret);
        }
        return switch (host.authentication()) {
            case BEARER, GITHUB_COPILOT -> new Header("authorization", "Bearer ", secret);
            case API_KEY_HEADER -> new Header("api-key", "", secret);
            case X_API_KEY -> new Header("x-api-key", "", secret);
            case X_GOOG_API_KEY -> new Header("x-goog-api-key", "", secret);
            case NONE -> null;
        };
    }
}

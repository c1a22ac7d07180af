package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.value.Values;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes credentials work: for each a source of tokens, the same one for equal credentials, so that all endpoints share its tokens. Opens no
 * connection before a token is asked for. Thread-safe.
 */
public final class TokenSources {
    /** As Azure's own libraries do (azure-identity 1.19.0). */
    private static final Duration AZURE_MARGIN = Duration.ofMinutes(5);

    /** As other clients of Copilot do; its tokens live for half an hour (open-multi-agent/open-multi-agent, copilot.ts). */
    private static final Duration COPILOT_MARGIN = Duration.ofSeconds(60);

    private final Map<String, String> environment;
    private final InstantSource clock;
    private final Values values;
    private final Network network;
    private final Iterable<CredentialChain> chains;
    private final IssuerHttp direct;
    private final Map<Optional<URI>, IssuerHttp> ways = new ConcurrentHashMap<>();
    private final Map<Key, TokenSource> sources = new ConcurrentHashMap<>();

    /** What tells two sources apart. */
    private record Key(Credential credential, Optional<URI> proxy) {}

    /** What tests set otherwise. */
    record Network(
            GitHubAddresses gitHub,
            Duration timeout,
            @Nullable SSLContext trust) {}

    /** Files are relative to the folder the program was started in. */
    public TokenSources(Map<String, String> environment, InstantSource clock) {
        this(environment, clock, new Values(environment, Path.of("")), GitHubAddresses.PUBLIC);
    }

    /**
     * The same with a reader of templates and another GitHub.
     *
     * @param environment where identities of machines, the program {@code az} and files of logins are found
     */
    public TokenSources(Map<String, String> environment, InstantSource clock, Values values, GitHubAddresses gitHub) {
        this(
                environment,
                clock,
                values,
                new Network(gitHub, IssuerHttp.TIMEOUT, null),
                ServiceLoader.load(CredentialChain.class, CredentialChain.class.getClassLoader()));
    }

    TokenSources(
            Map<String, String> environment,
            InstantSource clock,
            Values values,
            Network network,
            Iterable<CredentialChain> chains) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.values = values;
        this.network = network;
        this.chains = chains;
        this.direct = IssuerHttp.direct(network.timeout);
    }

    /**
     * The source of that credential's tokens. A key that cannot change is read at once, anything else at first use.
     *
     * @param proxy the HTTP proxy on the way to issuers, or null; identities of machines are asked directly
     * @throws ParlanceException.Misconfigured when the credential cannot work
     */
    public TokenSource open(Credential credential, @Nullable URI proxy) {
        URI way = switch (credential) {
            case Credential.ClientSecret secret -> proxy;
            case Credential.WorkloadIdentity identity -> proxy;
            case Credential.Copilot copilot -> proxy;
            // The same identity has one source, whichever way its endpoints are reached.
            case Credential.Text text -> null;
            case Credential.ManagedIdentity identity -> null;
            case Credential.AzureCli login -> null;
            case Credential.DefaultAzure whole -> proxy;
        };
        return sources.computeIfAbsent(
                new Key(credential, Optional.ofNullable(way)), key -> source(key.credential, way));
    }

    private TokenSource source(Credential credential, @Nullable URI proxy) {
        return switch (credential) {
            case Credential.Text key -> text(key);
            case Credential.ManagedIdentity identity ->
                cached(new ManagedIdentityIssuer(identity, environment, direct, clock), AZURE_MARGIN);
            case Credential.ClientSecret secret ->
                cached(EntraIssuer.of(secret, values, through(proxy), clock), AZURE_MARGIN);
            case Credential.WorkloadIdentity identity ->
                cached(EntraIssuer.of(identity, through(proxy), clock), AZURE_MARGIN);
            case Credential.AzureCli login -> cached(new AzureCliIssuer(login, environment, clock), AZURE_MARGIN);
            case Credential.DefaultAzure whole -> cached(whole(whole, proxy), AZURE_MARGIN);
            case Credential.Copilot copilot ->
                cached(
                        new CopilotIssuer(
                                copilot,
                                values,
                                new CopilotAccounts(environment),
                                network.gitHub,
                                through(proxy),
                                clock),
                        COPILOT_MARGIN);
        };
    }

    private TokenSource text(Credential.Text key) {
        TextIssuer issuer = new TextIssuer(key, values, clock);
        return key.text().canChange()
                ? cached(issuer, Duration.ZERO)
                : new FixedToken(issuer.issue().token(), issuer.description());
    }

    private TokenSource cached(TokenIssuer issuer, Duration margin) {
        return new CachedTokenSource(issuer, margin, clock);
    }

    private IssuerHttp through(@Nullable URI proxy) {
        return ways.computeIfAbsent(
                Optional.ofNullable(proxy), way -> IssuerHttp.through(proxy, network.timeout, network.trust));
    }

    /** Azure's own chain where the optional module is there; else ours, which has its commonest links. */
    private TokenIssuer whole(Credential.DefaultAzure given, @Nullable URI proxy) {
        CredentialChain chain = chain();
        if (chain != null) {
            return chain.open(given.clientId(), given.scope(), given.authority());
        }
        Credential.ManagedIdentity machine = new Credential.ManagedIdentity(given.clientId(), given.scope());
        Credential.AzureCli login = new Credential.AzureCli(AzureEnvironment.tenant(environment), given.scope());
        return new OwnChain(
                List.of(
                        link(() -> EntraIssuer.of(
                                AzureEnvironment.secret(environment, given), values, through(proxy), clock)),
                        link(() ->
                                EntraIssuer.of(AzureEnvironment.workload(environment, given), through(proxy), clock)),
                        new OwnChain.Link(
                                () -> new ManagedIdentityIssuer(machine, environment, direct, clock),
                                !ManagedIdentityIssuer.isTold(environment)),
                        link(() -> new AzureCliIssuer(login, environment, clock))),
                given.scope());
    }

    private static OwnChain.Link link(Supplier<TokenIssuer> issuer) {
        return new OwnChain.Link(issuer, false);
    }

    /** One at a time: service loaders are not thread-safe. */
    private synchronized @Nullable CredentialChain chain() {
        try {
            Iterator<CredentialChain> found = chains.iterator();
            return found.hasNext() ? found.next() : null;
        } catch (ServiceConfigurationError broken) {
            throw new ParlanceException.Misconfigured(Failure.of(
                    "The credential chain of Azure's own library cannot be loaded",
                    "Use the module parlance-azure-identity of the same version as the rest of Parlance."));
        }
    }
}

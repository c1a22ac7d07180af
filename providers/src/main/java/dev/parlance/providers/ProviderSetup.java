package dev.parlance.providers;

import dev.parlance.catalog.AddressForm;
import dev.parlance.catalog.Authentication;
import dev.parlance.catalog.HostFacts;
import dev.parlance.catalog.Overrides;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Parameters;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.providers.ProviderSettings.Route;
import dev.parlance.providers.credential.CopilotLogin;
import dev.parlance.providers.credential.Credential;
import dev.parlance.providers.credential.FixedToken;
import dev.parlance.providers.credential.KeyForm;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.credential.TokenSource;
import dev.parlance.providers.value.Template;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes an endpoint of what a user said about a provider: the configuration first, then the environment variables of its host, then the
 * catalog.
 */
final class ProviderSetup {
    private final Surroundings surroundings;
    private final Environment environment;

    ProviderSetup(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.environment = new Environment(surroundings.environment());
    }

    /** Whether the environment says anything about a host: an address, something that lets callers in, or a login. */
    boolean isChosen(HostFacts host) {
        return host.authentication() == Authentication.GITHUB_COPILOT && CopilotLogin.isStored(environment.variables())
                || environment.first(host.baseUrlVariables()) != null
                || environment.first(host.keyVariables()) != null
                || environment.first(host.variables("bearer-token")) != null;
    }

    /** The endpoint. @throws ParlanceException.Misconfigured when the settings are unusable */
    Endpoint endpoint(ProviderSettings settings, HostFacts host) {
        URI baseUrl = baseUrl(settings, host);
        return endpoint(settings, host, baseUrl, source(settings, host, baseUrl));
    }

    /**
     * The endpoint of a simulated host.
     *
     * @param address where the simulation lives
     */
    Endpoint simulated(ProviderSettings settings, HostFacts host, String address) {
        URI baseUrl = BaseUrl.of(address, host, "the sandbox", version(settings, host), simulated(settings.route()));
        TokenSource given = ofVariables(host);
        Token token = given instanceof FixedToken(Token known, String unused) ? known : KEY_OF_SANDBOX;
        boolean needed = host.keyRequired() || given != null || settings.credential() != null;
        return endpoint(settings, host, baseUrl, needed ? new FixedToken(token, "the sandbox") : null);
    }

    private static final Token KEY_OF_SANDBOX = Token.key(KeyForm.secret("sandbox", "the sandbox"));

    /** A gateway in front cannot be simulated; what lies behind it can. */
    private static Route simulated(Route route) {
        return route == Route.AS_GIVEN ? Route.AUTO : route;
    }

    private Endpoint endpoint(
            ProviderSettings settings, HostFacts host, URI baseUrl, @Nullable TokenSource credential) {
        Overrides own = settings.overrides();
        String fallback = settings.defaultDeployment() == null
                ? environment.text(host.variables("default-deployment"))
                : settings.defaultDeployment();
        return new Endpoint(
                settings.name(),
                host,
                baseUrl,
                settings.route() == Route.AS_GIVEN ? AddressForm.PLAIN : host.addressForm(),
                credential,
                OwnHeaders.of(settings.headers(), environment.text(host.variables("headers")), surroundings.values()),
                settings.defaults().or(defaults(host)),
                settings.extraBody(),
                new Deployments(settings.deployments(), fallback, settings.underlyingModels()),
                own == null ? List.of() : List.of(own),
                new Connection(settings.proxy(), settings.connectTimeout(), settings.idleTimeout()));
    }

    private URI baseUrl(ProviderSettings settings, HostFacts host) {
        String version = version(settings, host);
        String given = settings.baseUrl();
        if (given != null) {
            return BaseUrl.of(given, host, settings.origin("base-url"), version, settings.route());
        }
        String region = settings.region();
        if (region != null) {
            String address = host.regions().get(region.toLowerCase(Locale.ROOT));
            if (address == null) {
                throw noRegion(region, settings, host);
            }
            return BaseUrl.of(address, host, settings.origin("region"), version, settings.route());
        }
        Environment.Found variable = environment.first(host.baseUrlVariables());
        if (variable != null) {
            return BaseUrl.of(variable.text(), host, variable.variable(), version, settings.route());
        }
        String known = host.baseUrl();
        if (known == null) {
            throw BaseUrl.missing(host);
        }
        return BaseUrl.of(known, host, "base-url", version, settings.route());
    }

    private static ParlanceException noRegion(String region, ProviderSettings settings, HostFacts host) {
        return new ParlanceException.Misconfigured(Failure.of(
                        host.name() + " has no region \"" + region + "\" (" + settings.origin("region") + ")",
                        host.regions().isEmpty()
                                ? "It has no regions at all; set base-url instead."
                                : "Regions: " + String.join(", ", host.regions().keySet()) + ".")
                .at(host.name(), null));
    }

    private @Nullable String version(ProviderSettings settings, HostFacts host) {
        if (settings.apiVersion() != null) {
            return ApiVersion.checked(settings.apiVersion(), settings.origin("api-version"));
        }
        Environment.Found variable = environment.first(host.versionVariables());
        return variable == null ? null : ApiVersion.checked(variable.text(), variable.variable());
    }

    private @Nullable TokenSource source(ProviderSettings settings, HostFacts host, URI baseUrl) {
        Credential own = settings.credential();
        if (own != null) {
            return surroundings.tokens().open(EntraCredential.completed(own, baseUrl), settings.proxy());
        }
        TokenSource key = ofVariables(host);
        if (key != null) {
            return key;
        }
        String clientId = environment.text(host.variables("client-id"));
        String scope = EntraScope.of(baseUrl);
        if (isOn("use-managed-identity", settings, host)) {
            return surroundings.tokens().open(new Credential.ManagedIdentity(clientId, scope), settings.proxy());
        }
        if (isOn("use-default-credential", settings, host)) {
            return surroundings.tokens().open(new Credential.DefaultAzure(clientId, scope, null), settings.proxy());
        }
        return null;
    }

    /** What the configuration says counts, though it says no. */
    private boolean isOn(String setting, ProviderSettings settings, HostFacts host) {
        return !settings.origins().containsKey(setting) && environment.on(host.variables(setting));
    }

    private @Nullable TokenSource ofVariables(HostFacts host) {
        Environment.Found key = environment.first(host.keyVariables());
        if (host.authentication() == Authentication.GITHUB_COPILOT) {
            Environment.Found account = key == null ? environment.first(host.variables("account")) : key;
            return surroundings
                    .tokens()
                    .open(
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

    private Defaults defaults(HostFacts host) {
        Parameters parameters = environment.keepsThinking()
                ? Parameters.NONE.with(Parameter.THINKING_KEEP, JsonValue.of("all"))
                : Parameters.NONE;
        parameters = with(parameters, Parameter.TEMPERATURE, environment.number(host.variables("temperature")));
        parameters = with(parameters, Parameter.TOP_P, environment.number(host.variables("top-p")));
        parameters =
                with(parameters, Parameter.MAX_OUTPUT_TOKENS, environment.limit(host.variables("max-output-tokens")));
        String effort = environment.text(host.variables("forced-effort"));
        return new Defaults(
                parameters, new Thinking.Default(), effort == null ? null : effort.toLowerCase(Locale.ROOT));
    }

    private static Parameters with(Parameters parameters, Parameter parameter, @Nullable JsonValue value) {
        return value == null ? parameters : parameters.with(parameter, value);
    }

    /** The model of callers who name the provider alone. */
    @Nullable
    String defaultModel(ProviderSettings settings, HostFacts host) {
        return settings.defaultModel() == null
                ? environment.text(host.variables("default-model"))
                : settings.defaultModel();
    }

    /** The environment, for what concerns all providers. */
    Map<String, String> variables() {
        return environment.variables();
    }
}

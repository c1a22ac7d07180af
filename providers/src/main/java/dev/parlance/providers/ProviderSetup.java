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
import dev.parlance.providers.credential.FixedToken;
import dev.parlance.providers.credential.KeyForm;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.credential.TokenSource;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes an endpoint of what a user said about a provider: the configuration first, then the environment variables of its host, then the
 * catalog.
 */
final class ProviderSetup {
    private final Surroundings surroundings;
    private final Environment environment;
    private final ProviderCredentials credentials;

    ProviderSetup(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.environment = new Environment(surroundings.environment());
        this.credentials = new ProviderCredentials(environment, surroundings.tokens());
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
        return endpoint(settings, host, baseUrl, credentials.of(settings, host, baseUrl));
    }

    /**
     * The endpoint of a simulated host.
     *
     * @param address where the simulation lives
     */
    Endpoint simulated(ProviderSettings settings, HostFacts host, String address) {
        URI baseUrl = BaseUrl.of(address, host, "the sandbox", version(settings, host), simulated(settings.route()));
        TokenSource given = credentials.ofVariables(host);
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
                new Connection(
                        settings.proxy(), settings.connectTimeout(), settings.idleTimeout(), settings.capacity()));
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
}

package dev.parlance.providers;

import dev.parlance.catalog.Overrides;
import dev.parlance.core.chat.Members;
import dev.parlance.providers.credential.Credential;
import dev.parlance.providers.value.Template;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user says about one provider. Whatever is null or empty is taken from the environment variables of the host, else from the
 * catalog. Immutable; prints no secret.
 *
 * @param name what stands before the slash of a model name
 * @param host the host in the catalog
 * @param region one of the host's regions, instead of a base URL
 * @param apiVersion for hosts that have versions
 * @param route how the address is meant, for hosts with several routes
 * @param deployments by model name, exact and case-sensitive, the deployment that serves it
 * @param defaultDeployment the deployment of all other models, or null when they are deployments themselves
 * @param underlyingModels by deployment, the model behind it, whose capabilities count
 * @param defaultModel the model of callers who name the provider alone
 * @param headers further headers, which never replace the credential
 * @param proxy an HTTP proxy, for example {@code http://proxy.example:3128}
 * @param connectTimeout how long connecting may take
 * @param idleTimeout how long the host may be silent within a call
 * @param capacity how much a gateway gives it at once
 * @param overrides rules that have the last word
 * @param extraBody members for every request that has none of that name
 * @param defaults what stands in for requests that do not say themselves
 * @param origins by setting in kebab-case, where it was set, for messages: {@code config.toml:12} or a variable
 */
public record ProviderSettings(
        String name,
        String host,
        @Nullable String baseUrl,
        @Nullable String region,
        @Nullable String apiVersion,
        Route route,
        @Nullable Credential credential,
        Map<String, String> deployments,
        @Nullable String defaultDeployment,
        Map<String, String> underlyingModels,
        @Nullable String defaultModel,
        Map<String, Template> headers,
        @Nullable URI proxy,
        @Nullable Duration connectTimeout,
        @Nullable Duration idleTimeout,
        @Nullable Capacity capacity,
        @Nullable Overrides overrides,
        Members extraBody,
        Defaults defaults,
        Map<String, String> origins) {

    /** How an address is meant. */
    public enum Route {
        /** As its form suggests. */
        AUTO,
        /** The v1 route of Azure below it. */
        V1,
        /** Azure's dated routes by deployment below it. */
        DEPLOYMENTS,
        /** Nothing is added but the path of the call, for gateways in front. */
        AS_GIVEN
    }

    public ProviderSettings {
        deployments = Collections.unmodifiableMap(new LinkedHashMap<>(deployments));
        underlyingModels = Collections.unmodifiableMap(new LinkedHashMap<>(underlyingModels));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        origins = Map.copyOf(origins);
    }

    /** Settings of that name for that host, all else still unset. */
    public static Builder of(String name, String host) {
        return new Builder(name, host);
    }

    /** Where a setting was set, or the setting's own name. */
    String origin(String setting) {
        return origins.getOrDefault(setting, setting);
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final String host;
        private final Map<String, String> deployments = new LinkedHashMap<>();
        private final Map<String, String> underlyingModels = new LinkedHashMap<>();
        private final Map<String, Template> headers = new LinkedHashMap<>();
        private final Map<String, String> origins = new LinkedHashMap<>();
        private @Nullable String baseUrl;
        private @Nullable String region;
        private @Nullable String apiVersion;
        private Route route = Route.AUTO;
        private @Nullable Credential credential;
        private @Nullable String defaultDeployment;
        private @Nullable String defaultModel;
        private @Nullable URI proxy;
        private @Nullable Duration connectTimeout;
        private @Nullable Duration idleTimeout;
        private @Nullable Capacity capacity;
        private @Nullable Overrides overrides;
        private Members extraBody = Members.NONE;
        private Defaults defaults = Defaults.NONE;

        private Builder(String name, String host) {
            this.name = name;
            this.host = host;
        }

        /** The address. */
        public Builder baseUrl(@Nullable String value) {
            baseUrl = value;
            return this;
        }

        /** A region instead of an address. */
        public Builder region(@Nullable String value) {
            region = value;
            return this;
        }

        /** The version of the API. */
        public Builder apiVersion(@Nullable String value) {
            apiVersion = value;
            return this;
        }

        /** How the address is meant. */
        public Builder route(Route value) {
            route = value;
            return this;
        }

        /** Where the key or token comes from. */
        public Builder credential(@Nullable Credential value) {
            credential = value;
            return this;
        }

        /** The deployment that serves a model. */
        public Builder deployment(String model, String deployment) {
            deployments.put(model, deployment);
            return this;
        }

        /** The deployment of all models without one of their own. */
        public Builder defaultDeployment(@Nullable String value) {
            defaultDeployment = value;
            return this;
        }

        /** The model behind a deployment. */
        public Builder underlyingModel(String deployment, String model) {
            underlyingModels.put(deployment, model);
            return this;
        }

        /** The model of callers who name the provider alone. */
        public Builder defaultModel(@Nullable String value) {
            defaultModel = value;
            return this;
        }

        /** A further header. */
        public Builder header(String header, Template value) {
            headers.put(header, value);
            return this;
        }

        /** The proxy. */
        public Builder proxy(@Nullable URI value) {
            proxy = value;
            return this;
        }

        /** How long connecting may take. */
        public Builder connectTimeout(@Nullable Duration value) {
            connectTimeout = value;
            return this;
        }

        /** How long the host may be silent. */
        public Builder idleTimeout(@Nullable Duration value) {
            idleTimeout = value;
            return this;
        }

        /** How much a gateway gives it at once. */
        public Builder capacity(@Nullable Capacity value) {
            capacity = value;
            return this;
        }

        /** Rules with the last word. */
        public Builder overrides(@Nullable Overrides value) {
            overrides = value;
            return this;
        }

        /** Members for every request. */
        public Builder extraBody(Members value) {
            extraBody = value;
            return this;
        }

        /** What stands in for requests that do not say themselves. */
        public Builder defaults(Defaults value) {
            defaults = value;
            return this;
        }

        /** Where a setting was set. */
        public Builder origin(String setting, String place) {
            origins.put(setting, place);
            return this;
        }

        /** The settings. */
        public ProviderSettings build() {
            return new ProviderSettings(
                    name,
                    host,
                    baseUrl,
                    region,
                    apiVersion,
                    route,
                    credential,
                    deployments,
                    defaultDeployment,
                    underlyingModels,
                    defaultModel,
                    headers,
                    proxy,
                    connectTimeout,
                    idleTimeout,
                    capacity,
                    overrides,
                    extraBody,
                    defaults,
                    origins);
        }
    }
}

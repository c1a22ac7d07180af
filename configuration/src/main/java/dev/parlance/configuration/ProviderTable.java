package dev.parlance.configuration;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.Capacity;
import dev.parlance.providers.ProviderSettings.Route;
import dev.parlance.providers.value.Template;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The table of a provider. */
final class ProviderTable {
    private static final Pattern VERSION = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}(-preview)?|[vV]1|[pP][rR][eE][vV][iI][eE][wW]|[lL][aA][tT][eE][sS][tT]");

    static final Setting<String> HOST = new Setting<>(
                    "host", Forms.text("a host of the catalog (docs/hosts.md)"), "Which host of the catalog it is.")
            .fallback("the provider's own name, if a host has it");
    static final Setting<String> BASE_URL = new Setting<>(
                    "base-url",
                    Forms.text("an address such as https://YOUR-RESOURCE.openai.azure.com"),
                    "Where it lives.")
            .fallback("the host's variables, then the catalog")
            .synonyms("azure_endpoint");
    static final Setting<String> REGION = new Setting<>(
            "region", Forms.text("a region of the host, for example cn"), "A region of the host, instead of base-url.");
    static final Setting<String> API_VERSION = new Setting<>(
                    "api-version",
                    Forms.text("a version such as 2024-10-21, 2025-04-01-preview, v1 or preview", VERSION),
                    "The version of the API, at Azure.")
            .synonyms("api_version");
    static final Setting<Route> ROUTE = new Setting<>(
                    "route",
                    Forms.word(routes()),
                    "How base-url is meant: Azure's v1 route, its dated routes, or as given.")
            .fallback("auto");
    static final Setting<Template> API_KEY = new Setting<>(
                    "api-key",
                    new SecretForm("a key, for example \"${env:MOONSHOT_API_KEY}\""),
                    "The key; sent in the header that the host wants.")
            .synonyms("api_key")
            .fallback("the host's variables");
    static final Setting<Template> BEARER_TOKEN = new Setting<>(
                    "bearer-token",
                    new SecretForm("a token, for example \"${cmd:my-token-program}\""),
                    "A token; sent as Authorization: Bearer.")
            .synonyms("azure_ad_token");
    static final Setting<Duration> KEY_LIFETIME = new Setting<>(
                    "key-lifetime",
                    Forms.time(1),
                    "How long a key or token from ${cmd:} or ${file:} holds before it is asked for again.")
            .fallback("until the host refuses it");
    static final Setting<URI> PROXY = new Setting<>(
            "proxy",
            Forms.address(
                    "the http address of a proxy without a name and password, for example http://proxy.example:3128",
                    "http"::equals),
            "An HTTP proxy for its calls.");
    static final Setting<Duration> CONNECT_TIMEOUT = new Setting<>(
                    "connect-timeout", Forms.time(1), "How long connecting may take.")
            .fallback("that of the gateway");
    static final Setting<Duration> IDLE_TIMEOUT = new Setting<>(
                    "idle-timeout", Forms.time(1), "How long the host may be silent within a call.")
            .fallback("that of the gateway");
    static final Setting<Integer> MAX_CONCURRENT = new Setting<>(
                    "max-concurrent", Forms.whole(1, 1_000_000), "Calls that the gateway gives it at the same time.")
            .fallback("as many as come");
    static final Setting<Integer> MAX_QUEUE = new Setting<>(
                    "max-queue", Forms.whole(0, 1_000_000), "Calls that may wait for their turn; more get 429.")
            .fallback(Integer.toString(Capacity.USUAL_QUEUE));
    static final Setting<Duration> QUEUE_TIMEOUT = new Setting<>(
                    "queue-timeout", Forms.time(0), "How long a call may wait for its turn; then it gets 503.")
            .fallback(Capacity.USUAL_PATIENCE.toSeconds() + "s");
    static final Setting<String> DEFAULT_DEPLOYMENT = new Setting<>(
                    "default-deployment",
                    Forms.text("the name of a deployment"),
                    "The deployment of all models that deployments does not name.")
            .synonyms("default_deployment");
    static final Setting<String> DEFAULT_MODEL = new Setting<>(
                    "default-model",
                    Forms.text("the name of a model"),
                    "The model of callers who name the provider alone.")
            .synonyms("default_model");
    static final Setting<Map<String, String>> DEPLOYMENTS = new Setting<>(
                    "deployments",
                    new Named<>("a table of deployments by model", Forms.text("the name of a deployment"), true),
                    "The deployment that serves a model, by the model's exact name.")
            .synonyms("deployment_mapping");
    static final Setting<Map<String, String>> UNDERLYING_MODELS = new Setting<>(
            "underlying-models",
            new Named<>("a table of models by deployment", Forms.text("the name of a model"), true),
            "The model behind a deployment whose name does not say it; its rules and limits count.");
    static final Setting<Map<String, Template>> HEADERS = new Setting<>(
            "headers",
            new Named<>("a table of headers", new SecretForm("the text of a header"), false),
            "Further headers for every request; they never replace the key.");
    static final Setting<JsonValue> EXTRA_BODY = new Setting<>(
            "extra-body",
            new JsonForm("a table", JsonValue.object("type", JsonValue.of("object"))),
            "Members for every request body that has none of that name.");
    static final Setting<Section> DEFAULTS = new Setting<>(
            "defaults", DefaultsTable.TABLE, "Parameters for requests to this provider that do not say themselves.");
    static final Setting<Section> CREDENTIAL = new Setting<>(
            "credential", CredentialTable.TABLE, "An identity instead of a key: Azure without keys, GitHub Copilot.");

    private static final List<Setting<?>> OWN = List.of(
            HOST,
            BASE_URL,
            REGION,
            API_VERSION,
            ROUTE,
            API_KEY,
            BEARER_TOKEN,
            KEY_LIFETIME,
            CREDENTIAL,
            DEPLOYMENTS,
            DEFAULT_DEPLOYMENT,
            UNDERLYING_MODELS,
            DEFAULT_MODEL,
            PROXY,
            CONNECT_TIMEOUT,
            IDLE_TIMEOUT,
            MAX_CONCURRENT,
            MAX_QUEUE,
            QUEUE_TIMEOUT,
            HEADERS,
            EXTRA_BODY,
            DEFAULTS);

    /** Of any host. */
    static final Table PLAIN = new Table(
            "the table of a provider",
            joined(OWN.stream().<Setting<?>>map(Setting::withoutSynonyms).toList(), LayerSettings.USUAL),
            LayerSettings.RARE,
            null);

    /** Of a host at Azure, where the spelling of Amplifier's Azure provider is understood too. */
    static final Table AZURE = new Table(
            "the table of a provider",
            joined(OWN, LayerSettings.USUAL),
            joined(LayerSettings.RARE, AmplifierSettings.ALL),
            "provider");

    /** An element of {@code [[providers]]}. */
    static final Setting<String> NAME = new Setting<>(
            "name",
            Forms.text("a name, for example foundry"),
            "The provider's name, which stands before the slash of a model.");

    static final Setting<Section> CONFIG =
            new Setting<>("config", AZURE, "The provider's settings, where they do not stand beside its name.");

    static final Table ELEMENT = new Table(
            "an element of [[providers]]",
            joined(List.of(NAME, CONFIG), AZURE.settings()),
            joined(AZURE.foreign(), List.of(AmplifierSettings.MODULE, AmplifierSettings.SOURCE)),
            null);

    private ProviderTable() {}

    private static Map<String, Route> routes() {
        Map<String, Route> routes = new LinkedHashMap<>();
        routes.put("auto", Route.AUTO);
        routes.put("v1", Route.V1);
        routes.put("deployments", Route.DEPLOYMENTS);
        routes.put("as-given", Route.AS_GIVEN);
        return routes;
    }

    private static List<Setting<?>> joined(List<Setting<?>> some, List<Setting<?>> others) {
        List<Setting<?>> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /** The schema of all providers: a table by name, or an array of tables with names. */
    static JsonObject schema() {
        JsonObject byName = JsonValue.object("type", JsonValue.of("object"), "additionalProperties", AZURE.schema());
        JsonObject array = JsonValue.object("type", JsonValue.of("array"), "items", ELEMENT.schema());
        return JsonValue.object("anyOf", JsonValue.array(byName, array));
    }
}

package dev.parlance.configuration;

import dev.parlance.catalog.AddressForm;
import dev.parlance.catalog.HostFacts;
import dev.parlance.catalog.Overrides;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Parameters;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import dev.parlance.providers.Capacity;
import dev.parlance.providers.Defaults;
import dev.parlance.providers.ProviderSettings;
import dev.parlance.providers.ProviderSettings.Route;
import dev.parlance.providers.credential.Credential;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the settings of one provider of its table, and judges what no single setting shows. */
final class ProviderReader {
    private final String name;
    private final HostFacts host;
    private final Section section;
    private final Reading reading;

    ProviderReader(String name, HostFacts host, Section section) {
        this.name = name;
        this.host = host;
        this.section = section;
        this.reading = section.place().reading();
    }

    /** Whether the other spelling counts for that host. */
    static boolean isAzure(HostFacts host) {
        return host.addressForm() != AddressForm.PLAIN;
    }

    ProviderSettings read(Defaults ofAll) {
        new AddressCheck(host, section).check();
        ProviderSettings.Builder settings = ProviderSettings.of(name, host.name());
        Route route = section.get(ProviderTable.ROUTE);
        settings.baseUrl(section.get(ProviderTable.BASE_URL))
                .region(section.get(ProviderTable.REGION))
                .apiVersion(section.get(ProviderTable.API_VERSION))
                .route(route == null ? Route.AUTO : route)
                .credential(credential())
                .defaultDeployment(section.get(ProviderTable.DEFAULT_DEPLOYMENT))
                .defaultModel(section.get(ProviderTable.DEFAULT_MODEL))
                .proxy(section.get(ProviderTable.PROXY))
                .connectTimeout(section.get(ProviderTable.CONNECT_TIMEOUT))
                .idleTimeout(section.get(ProviderTable.IDLE_TIMEOUT))
                .capacity(capacity())
                .overrides(overrides())
                .extraBody(extraBody())
                .defaults(defaults().or(ofAll));
        given(ProviderTable.DEPLOYMENTS).forEach(settings::deployment);
        given(ProviderTable.UNDERLYING_MODELS).forEach(settings::underlyingModel);
        new HeadersReader(section).read().forEach(settings::header);
        section.origins().forEach((setting, origin) -> settings.origin(setting.replace('_', '-'), origin));
        return settings.build();
    }

    private Map<String, String> given(Setting<Map<String, String>> setting) {
        Map<String, String> given = section.get(setting);
        return given == null ? Map.of() : given;
    }

    private @Nullable Capacity capacity() {
        Integer concurrent = section.get(ProviderTable.MAX_CONCURRENT);
        Integer queue = section.get(ProviderTable.MAX_QUEUE);
        Duration patience = section.get(ProviderTable.QUEUE_TIMEOUT);
        if (concurrent == null) {
            if (queue != null || patience != null) {
                section.at(queue == null ? ProviderTable.QUEUE_TIMEOUT : ProviderTable.MAX_QUEUE)
                        .fault("nothing waits here without max-concurrent", "Set max-concurrent too.");
            }
            return null;
        }
        return new Capacity(
                concurrent,
                queue == null ? Capacity.USUAL_QUEUE : queue,
                patience == null ? Capacity.USUAL_PATIENCE : patience);
    }

    private @Nullable Credential credential() {
        String address = section.get(ProviderTable.BASE_URL);
        for (String variable : host.baseUrlVariables()) {
            address = address == null ? reading.variable(variable) : address;
        }
        return new CredentialReader(section, address).read();
    }

    private Defaults defaults() {
        Defaults defaults = DefaultsTable.read(section.get(ProviderTable.DEFAULTS));
        Parameters beside = Parameters.NONE;
        beside = with(beside, Parameter.TEMPERATURE, section.get(AmplifierSettings.TEMPERATURE));
        beside = with(beside, Parameter.MAX_OUTPUT_TOKENS, section.get(AmplifierSettings.MAX_TOKENS));
        return defaults.or(Defaults.of(beside));
    }

    private static Parameters with(Parameters parameters, Parameter parameter, @Nullable JsonValue value) {
        return value == null ? parameters : parameters.with(parameter, value);
    }

    private @Nullable Overrides overrides() {
        JsonObject layer = JsonObject.EMPTY;
        for (List<Setting<?>> some : List.of(LayerSettings.USUAL, LayerSettings.RARE)) {
            for (Setting<?> setting : some) {
                if (section.get(setting) instanceof JsonValue value) {
                    layer = layer.with(setting.name(), value);
                }
            }
        }
        return new OverridesReader(name, section.place()).read(layer);
    }

    private Members extraBody() {
        JsonValue value = section.get(ProviderTable.EXTRA_BODY);
        if (value == null) {
            return Members.NONE;
        }
        if (!(value instanceof JsonObject(var members))) {
            section.at(ProviderTable.EXTRA_BODY).fault("this must be a table", "For example { user = \"me\" }.");
            return Members.NONE;
        }
        Members body = Members.NONE;
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            body = body.with(member.getKey(), RawJson.of(member.getValue()));
        }
        return body;
    }
}

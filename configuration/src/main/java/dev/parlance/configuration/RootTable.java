package dev.parlance.configuration;

import dev.parlance.providers.Alias;
import java.util.List;
import java.util.Map;

/** The whole file. */
final class RootTable {
    static final Setting<Section> GATEWAY =
            new Setting<>("gateway", GatewayTable.TABLE, "How the gateway listens and how long it waits.");

    static final Setting<Section> DEFAULTS = new Setting<>(
            "defaults", DefaultsTable.TABLE, "Parameters for requests that do not say themselves, for all providers.");

    static final Setting<Map<String, Alias>> ALIASES = new Setting<>(
            "aliases",
            new Named<>("a table of models by alias", new AliasForm(), false),
            "Other names for models: fast = \"moonshot/kimi-k2.6\", or a list of which the first that works answers.");

    static final Setting<List<ProvidersForm.Found>> PROVIDERS =
            new Setting<>("providers", new ProvidersForm(), "The providers, each in a table [providers.NAME].");

    static final Table TABLE = new Table("the file", List.of(GATEWAY, DEFAULTS, ALIASES, PROVIDERS));

    private RootTable() {}
}

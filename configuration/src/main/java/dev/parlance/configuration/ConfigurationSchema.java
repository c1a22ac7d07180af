package dev.parlance.configuration;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;

/** The JSON Schema of configuration files, for editors. It allows a little more than the reader, which knows the hosts. */
public final class ConfigurationSchema {
    private ConfigurationSchema() {}

    /** The whole schema. */
    public static JsonObject document() {
        return JsonValue.object(
                        "$schema", JsonValue.of("https://json-schema.org/draft/2020-12/schema"),
                        "title", JsonValue.of("Parlance's configuration"),
                        "description",
                                JsonValue.of(
                                        "For editors. The reader checks more: that hosts, regions and rules exist."))
                .with("type", JsonValue.of("object"))
                .with(
                        "properties",
                        RootTable.TABLE.properties().with("$schema", JsonValue.object("type", JsonValue.of("string"))))
                .with("additionalProperties", JsonValue.of(false))
                .with(
                        "$defs",
                        JsonValue.object(
                                "provider", ProviderTable.AZURE.object(),
                                "credential", CredentialTable.TABLE.object(),
                                "defaults", DefaultsTable.TABLE.object()));
    }
}

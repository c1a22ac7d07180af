package dev.parlance.configuration;

import dev.parlance.core.chat.Parameter;
import dev.parlance.core.wire.JsonValue;
import java.util.List;

/**
 * The settings of Amplifier's provider for Azure OpenAI that have no namesake here, so that its users' files load as they are. Those that have one
 * are synonyms in {@link ProviderTable}.
 *
 * <p>Source: microsoft/amplifier-module-provider-azure-openai, README at commit 48cfd60 (2025-11-01).
 */
final class AmplifierSettings {
    static final Setting<Boolean> USE_MANAGED_IDENTITY =
            new Setting<>("use_managed_identity", Forms.truth(), "As credential.type = \"managed-identity\".");
    static final Setting<Boolean> USE_DEFAULT_CREDENTIAL =
            new Setting<>("use_default_credential", Forms.truth(), "As credential.type = \"default-azure\".");
    static final Setting<String> CLIENT_ID = new Setting<>(
            "managed_identity_client_id", Forms.text("the client id of an identity"), "As credential.client-id.");
    static final Setting<JsonValue> MAX_TOKENS = new Setting<>(
            "max_tokens", new ParameterForm(Parameter.MAX_OUTPUT_TOKENS), "As defaults.max-output-tokens.");
    static final Setting<JsonValue> TEMPERATURE =
            new Setting<>("temperature", new ParameterForm(Parameter.TEMPERATURE), "As defaults.temperature.");
    /** The name of the provider's package at Amplifier, which says nothing here but the host. */
    static final Setting<String> MODULE =
            new Setting<>("module", Forms.text("the name of a module"), "Amplifier's module: provider-azure-openai.");

    static final Setting<String> SOURCE =
            new Setting<>("source", Forms.text("where a module comes from"), "Of Amplifier; means nothing here.");

    static final List<Setting<?>> ALL =
            List.of(USE_MANAGED_IDENTITY, USE_DEFAULT_CREDENTIAL, CLIENT_ID, MAX_TOKENS, TEMPERATURE);

    private AmplifierSettings() {}
}

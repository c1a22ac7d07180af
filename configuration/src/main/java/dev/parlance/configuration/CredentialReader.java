package dev.parlance.configuration;

import dev.parlance.providers.credential.Credential;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.value.Template;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a provider lets callers in. Of several ways the first counts, in the order of Amplifier: key, token, identity; the others are warned
 * about.
 */
final class CredentialReader {
    private final Section provider;
    private final @Nullable String address;

    /**
     * A reader for one provider.
     *
     * @param address where the provider lives, as far as it is known, for the cloud
     */
    CredentialReader(Section provider, @Nullable String address) {
        this.provider = provider;
        this.address = address;
    }

    @Nullable
    Credential read() {
        List<Setting<?>> given = given();
        for (Setting<?> ignored : given.subList(Math.min(1, given.size()), given.size())) {
            provider.at(ignored)
                    .warn("this is not used, for "
                            + provider.at(given.getFirst()).name() + " is set too");
        }
        Section table = provider.get(ProviderTable.CREDENTIAL);
        CredentialType type = table == null ? null : type(table);
        if (type == CredentialType.GITHUB_COPILOT) {
            return copilot();
        }
        if (provider.has(ProviderTable.API_KEY)) {
            return text(ProviderTable.API_KEY, Token.Form.KEY);
        }
        if (provider.has(ProviderTable.BEARER_TOKEN)) {
            return text(ProviderTable.BEARER_TOKEN, Token.Form.BEARER);
        }
        if (table != null) {
            return type == null ? null : new IdentityReader(table, address).read(type);
        }
        return amplifier();
    }

    /** The ways in that are set, the one that counts first. */
    private List<Setting<?>> given() {
        Section table = provider.get(ProviderTable.CREDENTIAL);
        boolean exchanged = table != null && table.get(CredentialTable.TYPE) == CredentialType.GITHUB_COPILOT;
        List<Setting<?>> given = new ArrayList<>();
        for (Setting<?> way : List.of(ProviderTable.API_KEY, ProviderTable.BEARER_TOKEN, ProviderTable.CREDENTIAL)) {
            if (provider.has(way) && !(exchanged && way == ProviderTable.API_KEY)) {
                given.add(way);
            }
        }
        for (Setting<Boolean> way :
                List.of(AmplifierSettings.USE_MANAGED_IDENTITY, AmplifierSettings.USE_DEFAULT_CREDENTIAL)) {
            if (Boolean.TRUE.equals(provider.get(way))) {
                given.add(way);
            }
        }
        return given;
    }

    private @Nullable Credential text(Setting<Template> setting, Token.Form form) {
        Template template = provider.get(setting);
        return template == null
                ? null
                : new Credential.Text(template, from(setting), form, provider.get(ProviderTable.KEY_LIFETIME));
    }

    private String from(Setting<?> setting) {
        Place at = provider.at(setting);
        return at.key() + " (" + at.origin() + ")";
    }

    /** The key of such a provider is the account's token, which is exchanged. */
    private Credential copilot() {
        Template account = provider.get(ProviderTable.API_KEY);
        return new Credential.Copilot(account, account == null ? null : from(ProviderTable.API_KEY));
    }

    private @Nullable Credential amplifier() {
        String client = provider.get(AmplifierSettings.CLIENT_ID);
        Cloud cloud = Cloud.of(address);
        if (Boolean.TRUE.equals(provider.get(AmplifierSettings.USE_MANAGED_IDENTITY))) {
            return new Credential.ManagedIdentity(client, "");
        }
        if (Boolean.TRUE.equals(provider.get(AmplifierSettings.USE_DEFAULT_CREDENTIAL))) {
            return new Credential.DefaultAzure(client, "", cloud == Cloud.PUBLIC ? null : cloud.authority());
        }
        return null;
    }

    /** The type, with complaints about what it lacks and what means nothing to it. */
    private @Nullable CredentialType type(Section table) {
        CredentialType type = table.get(CredentialTable.TYPE);
        if (type == null) {
            if (table.placeOf(CredentialTable.TYPE) == null) {
                table.place()
                        .missing(
                                "a credential needs type",
                                "It must be " + CredentialTable.TYPE.form().description() + ".");
            }
            return null;
        }
        for (Setting<?> setting : CredentialTable.TABLE.settings()) {
            Place at = table.placeOf(setting);
            boolean known = setting == CredentialTable.TYPE
                    || type.needed.contains(setting.name())
                    || type.possible.contains(setting.name());
            if (at != null && !known) {
                at.fault(
                        setting.name() + " means nothing for the type " + type.word(),
                        "Leave it out, or choose another type.");
            }
        }
        return type;
    }
}

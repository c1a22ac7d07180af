package dev.parlance.configuration;

import dev.parlance.providers.credential.Credential;
import dev.parlance.providers.value.Template;
import dev.parlance.providers.value.UserFolders;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The table of a credential: an identity, completed by the variables that Azure's own tools know and by the cloud. */
final class IdentityReader {
    private final Section table;
    private final Reading reading;
    private final @Nullable String address;

    IdentityReader(Section table, @Nullable String address) {
        this.table = table;
        this.reading = table.place().reading();
        this.address = address;
    }

    /** The credential, or null when it lacks something, which has then been said. */
    @Nullable
    Credential read(CredentialType type) {
        Cloud chosen = table.get(CredentialTable.CLOUD);
        Cloud cloud = chosen == null ? Cloud.of(address) : chosen;
        String said = table.get(CredentialTable.SCOPE);
        String scope = said != null ? said : chosen == null ? "" : chosen.scope();
        String client = table.get(CredentialTable.CLIENT_ID);
        String tenant = table.get(CredentialTable.TENANT_ID);
        return switch (type) {
            case MANAGED_IDENTITY -> new Credential.ManagedIdentity(client, scope);
            case AZURE_CLI -> new Credential.AzureCli(tenant, scope);
            case DEFAULT_AZURE -> new Credential.DefaultAzure(client, scope, chosenAuthority(chosen, cloud));
            case CLIENT_SECRET -> {
                String tenantId = needed(CredentialTable.TENANT_ID, "AZURE_TENANT_ID");
                String clientId = needed(CredentialTable.CLIENT_ID, "AZURE_CLIENT_ID");
                Template secret = secret();
                yield tenantId == null || clientId == null || secret == null
                        ? null
                        : new Credential.ClientSecret(tenantId, clientId, secret, scope, authority(cloud));
            }
            case WORKLOAD_IDENTITY -> {
                String tenantId = needed(CredentialTable.TENANT_ID, "AZURE_TENANT_ID");
                String clientId = needed(CredentialTable.CLIENT_ID, "AZURE_CLIENT_ID");
                Path file = tokenFile();
                yield tenantId == null || clientId == null || file == null
                        ? null
                        : new Credential.WorkloadIdentity(tenantId, clientId, file, scope, authority(cloud));
            }
            case GITHUB_COPILOT -> new Credential.Copilot(null, null);
        };
    }

    /** The setting, else the variable that Azure's own tools know; a fault when there is neither. */
    private @Nullable String needed(Setting<String> setting, String variable) {
        String said = table.get(setting);
        if (said != null) {
            return said;
        }
        String found = reading.variable(variable);
        if (found == null) {
            missing(setting, variable);
        }
        return found;
    }

    private void missing(Setting<?> setting, String variable) {
        Place at = table.at(setting);
        if (table.placeOf(setting) == null || at.value().equals("")) {
            at.missing(
                    "this credential needs " + setting.name(), "Set it, or the environment variable " + variable + ".");
        }
    }

    private @Nullable Template secret() {
        Template said = table.get(CredentialTable.CLIENT_SECRET);
        if (said != null) {
            return said;
        }
        if (reading.variable("AZURE_CLIENT_SECRET") == null) {
            missing(CredentialTable.CLIENT_SECRET, "AZURE_CLIENT_SECRET");
            return null;
        }
        return Template.of(Template.Kind.ENV, "AZURE_CLIENT_SECRET");
    }

    private @Nullable Path tokenFile() {
        String text = needed(CredentialTable.TOKEN_FILE, "AZURE_FEDERATED_TOKEN_FILE");
        if (text == null) {
            return null;
        }
        try {
            return text.startsWith("~/")
                    ? UserFolders.of(reading.environment()).home().resolve(text.substring(2))
                    : reading.folder().resolve(text).normalize();
        } catch (InvalidPathException invalid) {
            table.at(CredentialTable.TOKEN_FILE).fault("this is no path", null);
            return null;
        }
    }

    private String authority(Cloud cloud) {
        URI said = table.get(CredentialTable.AUTHORITY);
        if (said != null) {
            return withoutSlash(said.toString());
        }
        String variable = table.has(CredentialTable.CLOUD) ? null : reading.variable("AZURE_AUTHORITY_HOST");
        return variable == null ? cloud.authority() : withoutSlash(variable);
    }

    private @Nullable String chosenAuthority(@Nullable Cloud chosen, Cloud cloud) {
        boolean usual = !table.has(CredentialTable.AUTHORITY) && chosen == null && cloud == Cloud.PUBLIC;
        // The chain reads the variable itself.
        return usual ? null : authority(cloud);
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}

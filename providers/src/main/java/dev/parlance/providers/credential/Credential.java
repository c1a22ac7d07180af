package dev.parlance.providers.credential;

import dev.parlance.providers.value.Template;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a provider comes to its token, as its user says. Data alone; {@link TokenSources} makes it work. Prints no secret. A scope that is left
 * blank is that of the provider's address.
 */
public sealed interface Credential {
    /** The public cloud's issuer of Entra tokens. */
    String PUBLIC_AUTHORITY = "https://login.microsoftonline.com";

    /**
     * A key or token that stands somewhere: in the configuration, an environment variable, a file, a command's output. Files and commands
     * are asked again after a 401.
     *
     * @param from the setting or variable it was given by, for messages
     * @param lifetime how long a command's output holds, or null for as long as it is not refused
     */
    record Text(
            Template text,
            String from,
            Token.Form form,
            @Nullable Duration lifetime) implements Credential {}

    /**
     * The identity of the machine: App Service, Container Apps, a virtual machine.
     *
     * @param clientId of a user-assigned identity, or null for that of the system
     */
    record ManagedIdentity(@Nullable String clientId, String scope) implements Credential {}

    /** A service principal with a secret. */
    record ClientSecret(String tenant, String clientId, Template secret, String scope, String authority)
            implements Credential {}

    /** A service principal with a federated token in a file, which Kubernetes renews. */
    record WorkloadIdentity(String tenant, String clientId, Path tokenFile, String scope, String authority)
            implements Credential {}

    /** Whoever is logged in at {@code az}. */
    record AzureCli(@Nullable String tenant, String scope) implements Credential {}

    /** Whichever identity there is: the whole chain of the Azure SDK where the module azure-identity is there, else the links we know. */
    record DefaultAzure(
            @Nullable String clientId,
            String scope,
            @Nullable String authority) implements Credential {}

    /**
     * A GitHub account with Copilot: its token is exchanged for short-lived ones.
     *
     * @param account a GitHub token given by the user, or null to look for those that logins left
     */
    record Copilot(@Nullable Template account, @Nullable String from) implements Credential {}
}

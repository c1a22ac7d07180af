package dev.parlance.configuration;

import dev.parlance.providers.value.Template;
import java.net.URI;
import java.util.List;

/** The table of a credential that is more than a key: an identity of Azure, an account of GitHub. */
final class CredentialTable {
    static final Setting<CredentialType> TYPE =
            new Setting<>("type", Forms.word(CredentialType.byWord()), "Who vouches for the caller.");
    static final Setting<String> CLIENT_ID = new Setting<>(
                    "client-id",
                    Forms.text("the client id of an identity"),
                    "The user-assigned identity, or the service principal.")
            .fallback("AZURE_CLIENT_ID where it is needed, else the system's identity");
    static final Setting<String> TENANT_ID = new Setting<>(
                    "tenant-id", Forms.text("the id or domain of a tenant"), "The tenant of the service principal.")
            .fallback("AZURE_TENANT_ID where it is needed");
    static final Setting<Template> CLIENT_SECRET = new Setting<>(
                    "client-secret",
                    new SecretForm("a secret, for example \"${env:AZURE_CLIENT_SECRET}\""),
                    "The secret of the service principal.")
            .fallback("AZURE_CLIENT_SECRET");
    static final Setting<String> TOKEN_FILE = new Setting<>(
                    "token-file",
                    Forms.text("the path of a file"),
                    "The file of the federated token, which Kubernetes renews.")
            .fallback("AZURE_FEDERATED_TOKEN_FILE");
    static final Setting<String> SCOPE = new Setting<>(
                    "scope",
                    Forms.text("a scope such as https://cognitiveservices.azure.com/.default"),
                    "What the token is for.")
            .fallback("by the address of the resource and the cloud");
    static final Setting<URI> AUTHORITY = new Setting<>(
                    "authority",
                    Forms.address("the https address of an issuer of tokens", "https"::equals),
                    "Who issues the token.")
            .fallback("AZURE_AUTHORITY_HOST, else by the cloud");
    static final Setting<Cloud> CLOUD = new Setting<>(
                    "cloud", Forms.word(Cloud.byWord()), "The Azure cloud, which decides authority and scope.")
            .fallback("by the address of the resource");

    static final Table TABLE = new Table(
                    "a credential",
                    List.of(TYPE, CLIENT_ID, TENANT_ID, CLIENT_SECRET, TOKEN_FILE, SCOPE, AUTHORITY, CLOUD))
            .defined("credential");

    private CredentialTable() {}
}

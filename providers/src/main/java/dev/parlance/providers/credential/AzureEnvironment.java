package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.value.Template;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The identities that the variables of Azure's own libraries describe (azure-identity 1.19.0, EnvironmentCredential). */
final class AzureEnvironment {
    private static final String TENANT = "AZURE_TENANT_ID";
    private static final String CLIENT = "AZURE_CLIENT_ID";
    private static final String SECRET = "AZURE_CLIENT_SECRET";
    private static final String TOKEN_FILE = "AZURE_FEDERATED_TOKEN_FILE";
    private static final String AUTHORITY = "AZURE_AUTHORITY_HOST";

    private AzureEnvironment() {}

    /** @throws ParlanceException.Misconfigured when a variable is not set */
    static Credential.ClientSecret secret(Map<String, String> environment, Credential.DefaultAzure given) {
        needed(environment, SECRET);
        return new Credential.ClientSecret(
                needed(environment, TENANT),
                needed(environment, CLIENT),
                Template.of(Template.Kind.ENV, SECRET),
                given.scope(),
                authority(environment, given));
    }

    /** @throws ParlanceException.Misconfigured when a variable is not set */
    static Credential.WorkloadIdentity workload(Map<String, String> environment, Credential.DefaultAzure given) {
        String file = needed(environment, TOKEN_FILE);
        String client = given.clientId();
        return new Credential.WorkloadIdentity(
                needed(environment, TENANT),
                client == null ? needed(environment, CLIENT) : client,
                Path.of(file),
                given.scope(),
                authority(environment, given));
    }

    /** The tenant, or null. */
    static @Nullable String tenant(Map<String, String> environment) {
        return text(environment, TENANT);
    }

    private static String authority(Map<String, String> environment, Credential.DefaultAzure given) {
        String set = given.authority() == null ? text(environment, AUTHORITY) : given.authority();
        return set == null ? Credential.PUBLIC_AUTHORITY : set;
    }

    private static String needed(Map<String, String> environment, String variable) {
        String text = text(environment, variable);
        if (text == null) {
            throw new ParlanceException.Misconfigured(Failure.of(variable + " is not set"));
        }
        return text;
    }

    private static @Nullable String text(Map<String, String> environment, String variable) {
        String text = environment.getOrDefault(variable, "").strip();
        return text.isEmpty() ? null : text;
    }
}

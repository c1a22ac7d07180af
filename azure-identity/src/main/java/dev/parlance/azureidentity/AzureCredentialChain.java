package dev.parlance.azureidentity;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.ExponentialBackoff;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.credential.CredentialChain;
import dev.parlance.providers.credential.TokenIssuer;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code DefaultAzureCredential}: environment, workload identity, managed identity, developers' tools. The SDK reads the environment of the
 * process itself. Thread-safe.
 */
public final class AzureCredentialChain implements CredentialChain {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int TRIES_AGAIN = 1;

    private final HttpClient http;

    /** For the service loader. */
    public AzureCredentialChain() {
        this(ANSWER);
    }

    /** The SDK waits a minute for each of four tries unless it is told otherwise; a machine's identity answers within a few seconds. */
    AzureCredentialChain(Duration answer) {
        this.http = new JdkHttpClientBuilder()
                .connectionTimeout(CONNECT)
                .responseTimeout(answer)
                .readTimeout(answer)
                .build();
    }

    @Override
    public TokenIssuer open(@Nullable String clientId, String scope, @Nullable String authority) {
        if (authority != null && !authority.toLowerCase(Locale.ROOT).startsWith("https://")) {
            throw new ParlanceException.Misconfigured(
                    Failure.of(
                            "The authority \"" + authority + "\" is no https address",
                            "The Azure SDK asks for tokens over https alone; write for example https://login.microsoftonline.us."));
        }
        try {
            builder(clientId, authority).build();
        } catch (IllegalArgumentException refused) {
            throw ChainFailure.misconfigured(refused);
        }
        return new ChainIssuer(() -> builder(clientId, authority).build(), scope, clientId);
    }

    private DefaultAzureCredentialBuilder builder(@Nullable String clientId, @Nullable String authority) {
        DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder()
                .httpClient(http)
                // Not retryOptions: with them the step for virtual machines fails, because it sets a policy of its own
                // kind beside them.
                .retryPolicy(new RetryPolicy(new ExponentialBackoff(TRIES_AGAIN, FIRST_PAUSE, LONGEST_PAUSE)));
        if (clientId != null) {
            // Unset it is AZURE_CLIENT_ID, which a null would hide.
            builder.managedIdentityClientId(clientId).workloadIdentityClientId(clientId);
        }
        if (authority != null) {
            // The user named the issuer: nobody else needs to be asked whether it is one.
            builder.authorityHost(authority).disableInstanceDiscovery();
        }
        return builder;
    }
}

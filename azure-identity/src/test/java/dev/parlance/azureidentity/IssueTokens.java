package dev.parlance.azureidentity;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.credential.CredentialChain;
import dev.parlance.providers.credential.IssuedToken;
import dev.parlance.providers.credential.TokenIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The program of {@link ChainProcess}: asks the chain for tokens and writes what came to a file, and nothing to the screen. */
final class IssueTokens {
    private IssueTokens() {}

    /** File, how many, client id, authority, seconds to wait for an answer; the last three may be empty. */
    public static void main(String[] arguments) throws IOException {
        List<String> results = new ArrayList<>();
        try {
            TokenIssuer issuer = chain(arguments[4]).open(given(arguments[2]), ChainProcess.SCOPE, given(arguments[3]));
            for (int times = Integer.parseInt(arguments[1]); times > 0; times--) {
                IssuedToken issued = issuer.issue();
                results.add(issued.token().secret().reveal() + " "
                        + issued.token().form() + " "
                        + Objects.requireNonNull(issued.expiresAt()).getEpochSecond());
            }
        } catch (ParlanceException failed) {
            results.add(failed.kind() + " " + failed.getMessage());
        }
        Files.write(Path.of(arguments[0]), results);
    }

    private static CredentialChain chain(String seconds) {
        return seconds.isEmpty()
                ? ServiceLoader.load(CredentialChain.class).findFirst().orElseThrow()
                : new AzureCredentialChain(Duration.ofSeconds(Long.parseLong(seconds)));
    }

    private static @Nullable String given(String argument) {
        return argument.isEmpty() ? null : argument;
    }
}

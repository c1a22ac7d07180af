package dev.parlance.providers;

import dev.parlance.providers.credential.GitHubAddresses;
import dev.parlance.providers.credential.TokenSources;
import dev.parlance.providers.value.Values;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What settings refer to.
 *
 * @param environment environment variables
 * @param values fills templates in
 * @param tokens makes credentials work; one for the whole program, so that a reload keeps tokens that still hold
 */
public record Surroundings(Map<String, String> environment, Values values, TokenSources tokens) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** These variables, files relative to the working folder, the system's clock. */
    public static Surroundings of(Map<String, String> environment) {
        return of(environment, Path.of(""));
    }

    /** These variables, files relative to that folder, the system's clock. */
    public static Surroundings of(Map<String, String> environment, Path folder) {
        Values values = new Values(environment, folder);
        return new Surroundings(
                environment,
                values,
                new TokenSources(environment, InstantSource.system(), values, GitHubAddresses.PUBLIC));
    }
}

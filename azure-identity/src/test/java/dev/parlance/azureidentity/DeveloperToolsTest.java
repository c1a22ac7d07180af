package dev.parlance.azureidentity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain on a developer's machine: whoever is logged in at {@code az}, and nobody. */
class DeveloperToolsTest {
    private static final String ANSWER =
            "{\"accessToken\":\"marked-token\",\"expiresOn\":\"2100-01-01 00:00:00.000000\",\"expires_on\":4102444800,"
                    + "\"tokenType\":\"Bearer\"}";

    @TempDir
    Path folder;

    @Test
    void whoever_is_logged_in_at_az_gets_a_token() throws IOException {
        az("echo \"$@\" >\"$HOME/asked\"", "echo '" + ANSWER + "'");
        assertThat(developer().result()).isEqualTo("marked-token BEARER 4102444800");
        assertThat(folder.resolve("asked"))
                .hasContent("account get-access-token --output json --resource https://cognitiveservices.azure.com");
    }

    /** {@link ChainProcess} looks for the mark in all that is printed. */
    @Test
    void the_sdk_s_own_log_does_not_show_a_token_that_came() throws IOException {
        az("echo '" + ANSWER + "'");
        assertThat(developer().environment("AZURE_LOG_LEVEL", "verbose").result())
                .startsWith("marked-token ");
        assertThat(folder.resolve("printed")).content().contains("AzureCliCredential");
    }

    @Test
    void whoever_is_not_is_told_to_log_in() throws IOException {
        az("echo \"ERROR: Please run 'az login' to setup account.\" >&2", "exit 1");
        assertThat(developer().result())
                .isEqualTo(
                        "UNAUTHENTICATED No step of the Azure credential chain has a token for " + ChainProcess.SCOPE
                                + " (AzureCliCredential unavailable: Please run 'az login' to set up account). Log in with \"az login\", or set"
                                + " AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or give this machine a managed identity;"
                                + " AZURE_TOKEN_CREDENTIALS (prod, dev or the name of one credential) chooses the steps that are tried.");
    }

    /** The SDK reads both outputs as one and quotes them whole when they are no JSON. */
    @Test
    void a_warning_of_az_beside_the_token_does_not_bring_the_token_into_the_message() throws IOException {
        az(
                "echo 'WARNING: this version of az is old' >&2",
                "printf '{\\n\"accessToken\": \"marked-token\",\\n\"x\": 1}\\n'");
        assertThat(developer().result())
                .startsWith("UNAUTHENTICATED No step of the Azure credential chain has a token")
                .contains("the answer is not the JSON that was expected")
                .doesNotContain(ChainProcess.MARK, "accessToken", "Source");
    }

    @Test
    void where_nothing_is_set_up_the_steps_that_people_use_are_named_on_one_line() {
        assertThat(new ChainProcess(folder).result())
                .isEqualTo(
                        "UNAUTHENTICATED No step of the Azure credential chain has a token for " + ChainProcess.SCOPE
                                + " (EnvironmentCredential unavailable: Environment variables are not fully configured;"
                                + " WorkloadIdentityCredential unavailable: The workload options are not fully configured;"
                                + " ManagedIdentityCredential unavailable: No response received from the IMDS endpoint, Connection refused;"
                                + " AzureCliCredential unavailable: Azure CLI not installed). Log in with \"az login\", or set AZURE_TENANT_ID,"
                                + " AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or give this machine a managed identity;"
                                + " AZURE_TOKEN_CREDENTIALS (prod, dev or the name of one credential) chooses the steps that are tried.");
    }

    @Test
    void a_step_that_nobody_knows_is_misconfigured_and_the_known_ones_are_named() {
        assertThat(new ChainProcess(folder)
                        .environment("AZURE_TOKEN_CREDENTIALS", "production")
                        .result())
                .startsWith(
                        "MISCONFIGURED The Azure credential chain refuses a setting: Invalid value for AZURE_TOKEN_CREDENTIALS:"
                                + " 'production'. Valid values are: 'prod', 'dev'")
                .endsWith("correct or unset the one named.");
    }

    private ChainProcess developer() {
        return new ChainProcess(folder).environment("AZURE_TOKEN_CREDENTIALS", "dev");
    }

    private void az(String... lines) throws IOException {
        Path script = Files.writeString(folder.resolve("az"), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}

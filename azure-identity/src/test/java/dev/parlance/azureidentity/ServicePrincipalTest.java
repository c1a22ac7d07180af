package dev.parlance.azureidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.azureidentity.TokenServer.Answer;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.testkit.OwnCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Client secret and workload identity, at an authority with a certificate of its own. */
class ServicePrincipalTest {
    private static final Answer TOKEN = new Answer(
            200,
            "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"ext_expires_in\":3600,\"access_token\":\"marked-token\"}");

    @TempDir
    static Path keys;

    private static OwnCertificate authority;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeCertificate() throws Exception {
        authority = new OwnCertificate(keys);
    }

    @Test
    void a_client_secret_is_taken_to_the_authority_that_was_configured() throws Exception {
        try (TokenServer server = new TokenServer(asked -> TOKEN, authority.ofServer())) {
            assertThat(secret(server).result()).startsWith("marked-token BEARER ");
            assertThat(server.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.method()).isEqualTo("POST");
                assertThat(asked.target()).isEqualTo("/some-tenant/oauth2/v2.0/token");
                assertThat(asked.body().split("&", -1))
                        .contains(
                                "grant_type=client_credentials",
                                "client_id=some-client",
                                "client_secret=marked-secret");
            });
        }
    }

    @Test
    void nothing_of_ours_keeps_a_token() throws Exception {
        try (TokenServer server = new TokenServer(asked -> TOKEN, authority.ofServer())) {
            assertThat(secret(server).times(2).results()).hasSize(2);
            assertThat(server.asked()).hasSize(2);
        }
    }

    @Test
    void a_workload_identity_brings_the_token_of_its_file() throws Exception {
        Path file = Files.writeString(folder.resolve("federated"), "marked-assertion");
        try (TokenServer server = new TokenServer(asked -> TOKEN, authority.ofServer())) {
            assertThat(trusting(server)
                            .environment("AZURE_TENANT_ID", "some-tenant")
                            .environment("AZURE_FEDERATED_TOKEN_FILE", file.toString())
                            .clientId("workload-client")
                            .result())
                    .startsWith("marked-token BEARER ");
            assertThat(server.asked())
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.body().split("&", -1))
                            .contains("client_id=workload-client", "client_assertion=marked-assertion"));
        }
    }

    @Test
    void the_authority_s_own_words_are_kept_without_the_secret_it_repeats() throws Exception {
        Answer refusal = new Answer(
                401,
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret marked-secret provided."
                        + " Trace ID: 1 Correlation ID: 2 Timestamp: 3\"}");
        try (TokenServer server = new TokenServer(asked -> refusal, authority.ofServer())) {
            assertThat(secret(server).result())
                    .isEqualTo(
                            "UNAUTHENTICATED EnvironmentCredential of the Azure credential chain failed, which ends the chain, for "
                                    + ChainProcess.SCOPE
                                    + ": AADSTS7000215: Invalid client secret *** provided. Check AZURE_TENANT_ID, AZURE_CLIENT_ID,"
                                    + " AZURE_CLIENT_SECRET and AZURE_AUTHORITY_HOST.");
        }
    }

    @Test
    void an_authority_whose_certificate_is_not_trusted_gets_no_secret() throws Exception {
        try (TokenServer server = new TokenServer(asked -> TOKEN, authority.ofServer())) {
            assertThat(secret(new ChainProcess(folder).authority(server.url())).result())
                    .startsWith("CONNECTION_FAILED EnvironmentCredential")
                    .contains("unable to find valid certification path");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void an_authority_that_is_not_https_is_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> new AzureCredentialChain().open(null, ChainProcess.SCOPE, "http://login.example"))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("\"http://login.example\" is no https address");
    }

    @Test
    void the_description_says_what_for_and_who() {
        assertThat(new AzureCredentialChain()
                        .open("some-client", ChainProcess.SCOPE, null)
                        .description())
                .isEqualTo("the Azure credential chain for " + ChainProcess.SCOPE + ", identity some-client");
    }

    private ChainProcess secret(TokenServer server) {
        return secret(trusting(server));
    }

    private static ChainProcess secret(ChainProcess process) {
        return process.environment("AZURE_TENANT_ID", "some-tenant")
                .environment("AZURE_CLIENT_ID", "some-client")
                .environment("AZURE_CLIENT_SECRET", "marked-secret");
    }

    private ChainProcess trusting(TokenServer server) {
        return new ChainProcess(folder)
                .authority(server.url())
                .option("-Djavax.net.ssl.trustStore=" + authority.store())
                .option("-Djavax.net.ssl.trustStorePassword=" + OwnCertificate.PASSWORD);
    }
}

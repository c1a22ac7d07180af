package dev.parlance.azureidentity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.azureidentity.TokenServer.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Managed identities: App Service and the service of virtual machines. */
class MachineIdentityTest {
    private static final String RESOURCE = "resource=https%3A%2F%2Fcognitiveservices.azure.com";
    private static final String EXPIRY = "4102444800";
    private static final Answer TEXT_EXPIRY = token("\"" + EXPIRY + "\"");
    private static final Answer NUMBER_EXPIRY = token(EXPIRY);

    @TempDir
    Path folder;

    @Test
    void app_service_gives_the_token_of_the_system() {
        try (TokenServer server = new TokenServer(asked -> TEXT_EXPIRY)) {
            assertThat(appService(server).result()).isEqualTo("marked-token BEARER " + EXPIRY);
            assertThat(server.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.target()).isEqualTo("/msi/token?api-version=2019-08-01&" + RESOURCE);
                assertThat(asked.headers()).containsEntry("x-identity-header", "marked-header");
            });
        }
    }

    @Test
    void app_service_is_asked_for_the_identity_of_that_client() {
        try (TokenServer server = new TokenServer(asked -> NUMBER_EXPIRY)) {
            assertThat(appService(server)
                            .clientId("00000000-0000-0000-0000-000000000001")
                            .result())
                    .isEqualTo("marked-token BEARER " + EXPIRY);
            assertThat(server.asked())
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.target())
                            .endsWith(RESOURCE + "&client_id=00000000-0000-0000-0000-000000000001"));
        }
    }

    @Test
    void without_one_configured_the_client_of_the_environment_is_asked_for() {
        try (TokenServer server = new TokenServer(asked -> NUMBER_EXPIRY)) {
            assertThat(appService(server)
                            .environment("AZURE_CLIENT_ID", "00000000-0000-0000-0000-000000000002")
                            .result())
                    .startsWith("marked-token ");
            assertThat(server.asked())
                    .singleElement()
                    .satisfies(asked ->
                            assertThat(asked.target()).endsWith("&client_id=00000000-0000-0000-0000-000000000002"));
        }
    }

    @Test
    void a_virtual_machine_is_probed_and_then_asked() {
        try (TokenServer server = new TokenServer(asked ->
                asked.headers().containsKey("metadata") ? NUMBER_EXPIRY : new Answer(400, "{\"error\":\"probe\"}"))) {
            assertThat(virtualMachine(server)
                            .clientId("00000000-0000-0000-0000-000000000003")
                            .result())
                    .isEqualTo("marked-token BEARER " + EXPIRY);
            assertThat(server.asked())
                    .extracting(TokenServer.Asked::target)
                    .containsExactly(
                            "/metadata/identity/oauth2/token?api-version=2018-02-01",
                            "/metadata/identity/oauth2/token?api-version=2018-02-01&" + RESOURCE
                                    + "&client_id=00000000-0000-0000-0000-000000000003");
        }
    }

    @Test
    void a_hundred_callers_of_the_source_that_found_the_module_share_one_request() {
        try (TokenServer server = new TokenServer(asked -> NUMBER_EXPIRY)) {
            assertThat(appService(server)
                            .program(ShareToken.class)
                            .clientId("00000000-0000-0000-0000-000000000005")
                            .times(100)
                            .results())
                    .hasSize(100)
                    .containsOnly("marked-token");
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void the_sdk_keeps_such_a_token_for_the_whole_process() {
        try (TokenServer server = new TokenServer(asked -> TEXT_EXPIRY)) {
            assertThat(appService(server).times(2).results()).hasSize(2).containsOnly("marked-token BEARER " + EXPIRY);
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void an_identity_that_the_machine_does_not_have_is_named_with_what_to_check() {
        try (TokenServer server = new TokenServer(asked ->
                new Answer(400, "{\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}"))) {
            assertThat(appService(server)
                            .clientId("00000000-0000-0000-0000-000000000004")
                            .result())
                    .isEqualTo(
                            "UNAUTHENTICATED ManagedIdentityCredential of the Azure credential chain failed, which ends the chain, for "
                                    + ChainProcess.SCOPE
                                    + ": [Managed Identity] Error Code: invalid_request Error Message: Identity not found. Check that the identity"
                                    + " is assigned to this machine and its client id (AZURE_CLIENT_ID, or the one configured). Where a proxy"
                                    + " answers in place of the machine's identity service, set AZURE_TOKEN_CREDENTIALS=dev.");
        }
    }

    @Test
    void a_proxy_in_place_of_the_machine_s_identity_ends_the_chain_with_the_way_out() {
        try (TokenServer server = new TokenServer(asked -> new Answer(403, "<html>Forbidden</html>"))) {
            assertThat(virtualMachine(server).result())
                    .startsWith("UNAUTHENTICATED ManagedIdentityCredential")
                    .contains("MSI returned 403, but the response could not be parsed. ")
                    .contains("set AZURE_TOKEN_CREDENTIALS=dev")
                    .doesNotContain("Forbidden", "Source");
        }
    }

    @Test
    void an_answer_that_breaks_off_shows_nothing_of_its_token() {
        try (TokenServer server =
                new TokenServer(asked -> new Answer(200, "{\"access_token\":\"marked-token\",\n\"expires_on\":"))) {
            assertThat(appService(server).result())
                    .startsWith("UNAUTHENTICATED ManagedIdentityCredential")
                    .contains("MSI returned 200, but the response could not be parsed")
                    .doesNotContain(ChainProcess.MARK);
        }
    }

    @Test
    void a_service_that_never_answers_is_given_up_after_two_tries() {
        try (TokenServer server = new TokenServer(asked -> Answer.NEVER)) {
            assertThat(appService(server).patience(1).result())
                    .startsWith("CONNECTION_FAILED ManagedIdentityCredential")
                    .contains(": no answer in time. ");
            assertThat(server.asked()).hasSize(2);
        }
    }

    private ChainProcess appService(TokenServer server) {
        return new ChainProcess(folder)
                .environment("IDENTITY_ENDPOINT", server.url() + "/msi/token")
                .environment("IDENTITY_HEADER", "marked-header");
    }

    private ChainProcess virtualMachine(TokenServer server) {
        return new ChainProcess(folder).environment("AZURE_POD_IDENTITY_AUTHORITY_HOST", server.url());
    }

    private static Answer token(String expiry) {
        return new Answer(
                200,
                "{\"access_token\":\"marked-token\",\"expires_on\":" + expiry
                        + ",\"resource\":\"https://cognitiveservices.azure.com\",\"token_type\":\"Bearer\"}");
    }
}

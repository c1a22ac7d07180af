package dev.parlance.providers.credential;

import static dev.parlance.providers.credential.Sources.failure;
import static dev.parlance.providers.credential.Sources.text;
import static dev.parlance.providers.credential.Sources.together;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.credential.Credential.ManagedIdentity;
import dev.parlance.providers.credential.IssuerServer.Asked;
import dev.parlance.providers.credential.IssuerServer.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagedIdentityTest {
    private static final String SCOPE = "https://cognitiveservices.azure.com/.default";
    private static final String HEADER = "header-of-this-test";
    private static final ManagedIdentity SYSTEM = new ManagedIdentity(null, SCOPE);

    private final ManualClock clock = new ManualClock();
    private final List<IssuerServer> servers = new ArrayList<>();

    @AfterEach
    void closeServers() {
        servers.forEach(IssuerServer::close);
    }

    private IssuerServer server(IntFunction<Reply> replies) throws IOException {
        IssuerServer server = IssuerServer.plain(replies);
        servers.add(server);
        return server;
    }

    private static Map<String, String> appService(IssuerServer server) {
        return Map.of("IDENTITY_ENDPOINT", server.address() + "/msi/token", "IDENTITY_HEADER", HEADER);
    }

    private static Map<String, String> machine(String address) {
        return Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", address);
    }

    private TokenSource open(Map<String, String> environment, ManagedIdentity identity) {
        return Sources.of(environment, clock).open(identity, null);
    }

    private TokenSource impatient(Map<String, String> environment) {
        return Sources.of(environment, clock, Sources.IMPATIENT, GitHubAddresses.PUBLIC, null, List.of())
                .open(SYSTEM, null);
    }

    private Reply token(int number, Duration lifetime) {
        return Reply.json("{\"access_token\":\"tok-" + number + "\",\"expires_on\":\"" + clock.seconds(lifetime)
                + "\",\"resource\":\"https://cognitiveservices.azure.com\",\"token_type\":\"Bearer\"}");
    }

    @Test
    void amplifier_11_app_service_is_asked_as_it_wants_and_gives_a_bearer_token() throws Exception {
        IssuerServer server = server(number -> token(number, Duration.ofHours(1)));
        TokenSource source = open(appService(server), new ManagedIdentity("C", SCOPE));
        assertThat(source.atHand()).isNull();
        assertThat(server.asked())
                .as("nothing is asked before a token is wanted")
                .isEmpty();

        Token token = source.get();
        assertThat(text(token)).isEqualTo("tok-1");
        assertThat(token.form()).isEqualTo(Token.Form.BEARER);
        Asked asked = server.only();
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.target())
                .isEqualTo("/msi/token?api-version=2019-08-01"
                        + "&resource=https%3A%2F%2Fcognitiveservices.azure.com&client_id=C");
        assertThat(asked.headers()).containsEntry("X-IDENTITY-HEADER", HEADER);
        assertThat(source.description())
                .isEqualTo("managed identity (App Service) for https://cognitiveservices.azure.com");
    }

    @Test
    void a_virtual_machine_is_asked_as_it_wants() throws Exception {
        IssuerServer server = server(number -> token(number, Duration.ofHours(1)));
        assertThat(text(open(machine(server.address() + "/"), SYSTEM).get())).isEqualTo("tok-1");
        Asked asked = server.only();
        assertThat(asked.target())
                .isEqualTo("/metadata/identity/oauth2/token?api-version=2018-02-01"
                        + "&resource=https%3A%2F%2Fcognitiveservices.azure.com");
        assertThat(asked.headers()).containsEntry("Metadata", "true").doesNotContainKey("X-IDENTITY-HEADER");
    }

    @Test
    void the_identity_of_a_machine_is_asked_past_the_proxy() throws Exception {
        IssuerServer server = server(number -> token(number, Duration.ofHours(1)));
        URI proxy = URI.create(IssuerServer.closedAddress());
        TokenSources sources = Sources.of(machine(server.address()), clock);
        assertThat(text(sources.open(SYSTEM, proxy).get())).isEqualTo("tok-1");
        assertThat(sources.open(SYSTEM, null)).as("the same identity").isSameAs(sources.open(SYSTEM, proxy));
    }

    @Test
    void a_hundred_callers_of_two_endpoints_make_one_request() throws Exception {
        IssuerServer server = server(number -> token(number, Duration.ofHours(1)));
        TokenSources sources = Sources.of(appService(server), clock);
        assertThat(together(50, sources.open(SYSTEM, null))).containsOnly("tok-1");
        assertThat(together(50, sources.open(new ManagedIdentity(null, SCOPE), null)))
                .containsOnly("tok-1");
        assertThat(server.asked()).hasSize(1);

        assertThat(text(sources.open(new ManagedIdentity(null, "https://ai.azure.com/.default"), null)
                        .get()))
                .as("another scope is another token")
                .isEqualTo("tok-2");
    }

    @Test
    void a_refresh_on_the_wire_keeps_nobody_but_one_waiting() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        CompletableFuture<Void> second = new CompletableFuture<>();
        IssuerServer server = server(number -> {
            if (number == 2) {
                second.complete(null);
                try {
                    open.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }
            return token(number, Duration.ofHours(1));
        });
        TokenSource source = open(appService(server), SYSTEM);
        source.get();
        clock.move(Duration.ofMinutes(56));
        CompletableFuture<String> refreshed = CompletableFuture.supplyAsync(() -> text(source.get()));
        second.get();
        assertThat(together(100, source)).containsOnly("tok-1");
        open.countDown();
        assertThat(refreshed.get()).isEqualTo("tok-2");
        assertThat(together(100, source)).containsOnly("tok-2");
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void amplifier_11_a_token_that_ends_in_a_minute_is_fetched_again() throws Exception {
        IssuerServer server = server(number -> token(number, Duration.ofSeconds(60)));
        TokenSource source = open(appService(server), SYSTEM);
        assertThat(text(source.get())).isEqualTo("tok-1");
        assertThat(text(source.get())).isEqualTo("tok-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"expires_on\":1772370000",
                "\"expires_on\":\"1772370000\"",
                "\"expires_in\":3600",
                "\"expires_in\":\"3600\"",
                "\"expires_on\":\"2026-03-01T13:00:00Z\"",
                "\"expires_on\":\"3/1/2026 1:00:00 PM +00:00\"",
                "\"expires_on\":1772379999,\"expires_in\":\"3600\"",
                "\"token_type\":\"Bearer\""
            })
    void an_end_in_an_hour_is_understood_however_it_is_written(String member) throws Exception {
        IssuerServer server = server(number -> Reply.json("{\"access_token\":\"tok-" + number + "\"," + member + "}"));
        TokenSource source = open(appService(server), SYSTEM);
        source.get();
        clock.move(Duration.ofMinutes(55).minusSeconds(1));
        assertThat(text(source.get())).isEqualTo("tok-1");
        clock.move(Duration.ofSeconds(1));
        assertThat(text(source.get())).isEqualTo("tok-2");
    }

    @Test
    void a_401_heals_once() throws Exception {
        IssuerServer server = server(number -> token(number, Duration.ofHours(1)));
        TokenSource source = open(appService(server), SYSTEM);
        assertThat(source.refused(source.get())).isTrue();
        assertThat(text(source.get())).isEqualTo("tok-2");
        assertThat(source.refused(source.get())).isFalse();
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void a_machine_without_an_identity_service_says_so() throws Exception {
        String nobody = IssuerServer.closedAddress();
        assertThat(failure(ParlanceException.Misconfigured.class, open(machine(nobody), SYSTEM)))
                .hasMessageStartingWith("This machine has no managed identity: nothing answers at " + nobody)
                .hasMessageContaining("use a key, the login of az");
    }

    @Test
    void an_app_service_that_is_gone_is_a_failed_connection() throws Exception {
        String nobody = IssuerServer.closedAddress();
        Map<String, String> environment = Map.of("IDENTITY_ENDPOINT", nobody + "/msi", "IDENTITY_HEADER", HEADER);
        assertThat(failure(ParlanceException.ConnectionFailed.class, open(environment, SYSTEM), HEADER))
                .hasMessageContaining("There is no connection to The identity service of this machine at " + nobody);
    }

    @Test
    void an_identity_that_is_not_assigned_is_refused_in_the_words_of_the_service() throws Exception {
        IssuerServer server = server(number ->
                Reply.json(400, "{\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}"));
        ParlanceException.Unauthenticated failure =
                failure(ParlanceException.Unauthenticated.class, open(machine(server.address()), SYSTEM));
        assertThat(failure)
                .hasMessageContaining("refuses (400): invalid_request: Identity not found")
                .hasMessageContaining("set the client id of one");
        assertThat(failure.failure().code()).isEqualTo("invalid_request");
        assertThat(failure.failure().status()).isEqualTo(400);
    }

    @Test
    void a_web_page_in_place_of_a_token_is_told_as_such() throws Exception {
        IssuerServer server = server(number -> Reply.of(200, "text/html; charset=utf-8", "<html>Welcome</html>"));
        assertThat(failure(
                        ParlanceException.MalformedResponse.class, open(appService(server), SYSTEM), "Welcome", HEADER))
                .hasMessageContaining("answered 200 with text/html that is no JSON object")
                .hasMessageContaining("a login page");
    }

    @Test
    void a_403_of_something_in_between_is_told_as_such() throws Exception {
        IssuerServer server = server(number -> Reply.of(403, "text/html", "<html>Blocked</html>"));
        assertThat(failure(ParlanceException.NotPermitted.class, open(appService(server), SYSTEM), "Blocked"))
                .hasMessageContaining("refuses (403)")
                .hasMessageContaining("a firewall");
    }

    @ParameterizedTest
    @CsvSource({
        "404,MISCONFIGURED",
        "429,RATE_LIMITED",
        "500,SERVER_FAILED",
        "302,MISCONFIGURED",
        "200,MALFORMED_RESPONSE"
    })
    void other_answers_have_their_kind_and_are_not_tried_again(int status, String kind) throws Exception {
        IssuerServer server = server(number ->
                Reply.json(status, "{\"statusCode\":" + status + ",\"message\":\"No " + HEADER + " today\"}"));
        ParlanceException failure = failure(ParlanceException.class, open(appService(server), SYSTEM), HEADER);
        assertThat(failure.kind()).hasToString(kind);
        assertThat(failure).hasMessageContaining("No *** today");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        IssuerServer elsewhere = server(number -> token(number, Duration.ofHours(1)));
        IssuerServer server = server(number -> new Reply(302, Map.of("location", elsewhere.address() + "/"), "", 0));
        assertThat(failure(ParlanceException.Misconfigured.class, open(appService(server), SYSTEM)))
                .hasMessageContaining("It points elsewhere");
        assertThat(elsewhere.asked()).isEmpty();
    }

    @Test
    void a_service_that_hangs_is_given_up() throws Exception {
        IssuerServer server = server(number -> Reply.NEVER);
        assertThat(failure(ParlanceException.TimedOut.class, impatient(appService(server)), HEADER))
                .hasMessageContaining("did not answer within");
    }

    @Test
    void a_service_that_hangs_in_the_middle_is_given_up_too() throws Exception {
        IssuerServer server = server(number -> new Reply(200, Map.of(), "{\"access_token\":\"tok-1\"", 5000));
        assertThat(failure(ParlanceException.TimedOut.class, impatient(appService(server)), "tok-1"))
                .hasMessageContaining("did not answer within");
    }

    @Test
    void a_token_that_would_break_out_of_its_header_is_not_taken() throws Exception {
        IssuerServer server = server(number -> Reply.json("{\"access_token\":\"tok\\r\\nx-more: 1\"}"));
        assertThat(failure(ParlanceException.MalformedResponse.class, open(appService(server), SYSTEM), "x-more"))
                .hasMessageContaining("answered 200 without a token");
    }

    @Test
    void an_address_that_is_none_names_its_variable() {
        Map<String, String> environment = Map.of("IDENTITY_ENDPOINT", "here", "IDENTITY_HEADER", HEADER);
        assertThat(failure(ParlanceException.Misconfigured.class, open(environment, SYSTEM)))
                .hasMessageContaining("The address in IDENTITY_ENDPOINT is no address");
    }
}

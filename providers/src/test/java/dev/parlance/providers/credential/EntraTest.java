package dev.parlance.providers.credential;

import static dev.parlance.providers.credential.Sources.failure;
import static dev.parlance.providers.credential.Sources.text;
import static dev.parlance.providers.credential.Sources.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.credential.Credential.ClientSecret;
import dev.parlance.providers.credential.Credential.WorkloadIdentity;
import dev.parlance.providers.credential.IssuerServer.Asked;
import dev.parlance.providers.credential.IssuerServer.Reply;
import dev.parlance.providers.value.Template;
import dev.parlance.testkit.OwnCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntraTest {
    private static final String SCOPE = "https://ai.azure.com/.default";
    private static final String SECRET = "made~up+secret/1";

    @TempDir
    static Path certificates;

    @TempDir
    Path folder;

    private static SSLContext identity;
    private static SSLContext trust;

    private final ManualClock clock = new ManualClock();
    private @Nullable IssuerServer server;

    @BeforeAll
    static void makeCertificate() throws Exception {
        OwnCertificate certificate = new OwnCertificate(certificates);
        identity = certificate.ofServer();
        trust = certificate.ofClient();
    }

    @AfterEach
    void closeServer() {
        if (server != null) {
            server.close();
        }
    }

    private IssuerServer server(IntFunction<Reply> replies) throws IOException {
        IssuerServer started = IssuerServer.secure(identity, replies);
        server = started;
        return started;
    }

    private TokenSource open(Credential credential, @Nullable SSLContext trusted) {
        return Sources.of(
                        Map.of("THE_SECRET", SECRET),
                        clock,
                        Sources.PATIENT,
                        GitHubAddresses.PUBLIC,
                        trusted,
                        List.of())
                .open(credential, null);
    }

    private static ClientSecret secret(String authority) {
        return new ClientSecret("tenant-1", "client-1", Template.of(Template.Kind.ENV, "THE_SECRET"), SCOPE, authority);
    }

    private static Reply token(int number) {
        return Reply.json("{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"tok-" + number + "\"}");
    }

    @Test
    void a_client_secret_is_posted_to_the_tenant() throws Exception {
        IssuerServer authority = server(EntraTest::token);
        TokenSource source = open(secret(authority.address() + "/"), trust);
        assertThat(together(100, source)).containsOnly("tok-1");
        Asked asked = authority.only();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.target()).isEqualTo("/tenant-1/oauth2/v2.0/token");
        assertThat(asked.headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded");
        assertThat(asked.body())
                .isEqualTo("grant_type=client_credentials&client_id=client-1"
                        + "&scope=https%3A%2F%2Fai.azure.com%2F.default&client_secret=made%7Eup%2Bsecret%2F1");
        assertThat(source.description()).isEqualTo("client secret of client-1 for https://ai.azure.com/.default");
    }

    @Test
    void a_workload_identity_posts_its_file_as_it_is_at_that_time() throws Exception {
        IssuerServer authority = server(EntraTest::token);
        Path file = Files.writeString(folder.resolve("federated"), "assertion-1\n");
        TokenSource source =
                open(new WorkloadIdentity("tenant-1", "client-1", file, SCOPE, authority.address()), trust);
        Token first = source.get();
        assertThat(authority.only().body())
                .isEqualTo("grant_type=client_credentials&client_id=client-1"
                        + "&scope=https%3A%2F%2Fai.azure.com%2F.default"
                        + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
                        + "&client_assertion=assertion-1");
        Files.writeString(file, "assertion-2");
        source.refused(first);
        assertThat(text(source.get())).isEqualTo("tok-2");
        assertThat(authority.asked().getLast().body()).endsWith("&client_assertion=assertion-2");
    }

    @Test
    void a_missing_token_file_is_named_and_nothing_is_sent() throws Exception {
        IssuerServer authority = server(EntraTest::token);
        Path file = folder.resolve("nothing");
        assertThat(failure(
                        ParlanceException.Misconfigured.class,
                        open(new WorkloadIdentity("tenant-1", "client-1", file, SCOPE, authority.address()), trust)))
                .hasMessageStartingWith("There is no file " + file);
        assertThat(authority.asked()).isEmpty();
    }

    @Test
    void a_wrong_secret_is_refused_in_the_words_of_the_issuer_and_never_shown() throws Exception {
        IssuerServer authority = server(number -> Reply.json(
                401,
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret " + SECRET
                        + " provided.\\r\\nTrace ID: 1 eyJhbGciOi.eyJhdWQi.c2ln\",\"error_codes\":[7000215]}"));
        ParlanceException.Unauthenticated failure = failure(
                ParlanceException.Unauthenticated.class,
                open(secret(authority.address()), trust),
                SECRET,
                "eyJhbGciOi",
                "c2ln");
        assertThat(failure)
                .hasMessageContaining(
                        "refuses (401): invalid_client: AADSTS7000215: Invalid client secret *** provided. Trace ID: 1 ***")
                .hasMessageContaining("the secret may have run out");
        assertThat(failure.failure().code()).isEqualTo("invalid_client");
    }

    @Test
    void an_authority_whose_certificate_nobody_vouches_for_gets_no_secret() throws Exception {
        IssuerServer authority = server(EntraTest::token);
        assertThat(failure(ParlanceException.ConnectionFailed.class, open(secret(authority.address()), null), SECRET))
                .hasMessageContaining("is not to be trusted")
                .hasMessageContaining("javax.net.ssl.trustStore");
        assertThat(authority.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://login.example, tenant-1, client-1, does not begin with https://",
        "https://, tenant-1, client-1, is no address",
        "https://login.example, ../other, client-1, The tenant \"../other\" cannot be one",
        "https://login.example, '', client-1, The tenant is missing",
        "https://login.example, tenant-1, '', The client id is missing"
    })
    void what_cannot_work_is_told_when_it_is_opened(String authority, String tenant, String client, String message) {
        assertThatThrownBy(
                        () -> open(new ClientSecret(tenant, client, Template.literal(SECRET), SCOPE, authority), trust))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void a_bare_host_is_taken_for_https() {
        assertThat(IssuerAddress.secure("login.microsoftonline.us", "authority"))
                .hasToString("https://login.microsoftonline.us");
    }
}

package dev.parlance.providers.credential;

import static dev.parlance.providers.credential.Sources.failure;
import static dev.parlance.providers.credential.Sources.text;
import static dev.parlance.providers.credential.Sources.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.credential.Credential.Copilot;
import dev.parlance.providers.credential.IssuerServer.Asked;
import dev.parlance.providers.credential.IssuerServer.Reply;
import dev.parlance.providers.value.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopilotTest {
    private static final Copilot FOUND = new Copilot(null, null);

    @TempDir
    Path configuration;

    private final ManualClock clock = new ManualClock();
    private @Nullable IssuerServer server;

    @AfterEach
    void closeServer() {
        if (server != null) {
            server.close();
        }
    }

    private IssuerServer gitHub(IntFunction<Reply> replies) throws IOException {
        IssuerServer started = IssuerServer.plain(replies);
        server = started;
        return started;
    }

    private IssuerServer gitHub() throws IOException {
        return gitHub(number -> session(number, "\"endpoints\":{\"api\":\"https://api.business.example\"}"));
    }

    private Reply session(int number, String more) {
        return Reply.json("{\"token\":\"tid=" + number + ";exp=1;sku=x\",\"expires_at\":"
                + clock.seconds(Duration.ofMinutes(30)) + ",\"refresh_in\":1500," + more + "}");
    }

    private TokenSource open(Copilot account, IssuerServer gitHub) {
        return Sources.of(
                        Map.of("XDG_CONFIG_HOME", configuration.toString()),
                        clock,
                        Sources.PATIENT,
                        new GitHubAddresses(gitHub.uri(), gitHub.uri()),
                        null,
                        List.of())
                .open(account, null);
    }

    private static Copilot account(String token) {
        return new Copilot(Template.literal(token), "COPILOT_GITHUB_TOKEN");
    }

    private Path write(String file, String text) throws IOException {
        Path path = configuration.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    @Test
    void open_multi_agent_14_an_account_is_exchanged_once_for_a_hundred_callers() throws Exception {
        IssuerServer gitHub = gitHub();
        TokenSource source = open(account("gho_madeup"), gitHub);
        assertThat(together(100, source)).containsOnly("tid=1;exp=1;sku=x");
        Asked asked = gitHub.only();
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.target()).isEqualTo("/copilot_internal/v2/token");
        assertThat(asked.headers())
                .containsEntry("Authorization", "token gho_madeup")
                .containsEntry("Accept", "application/json");
        assertThat(asked.headers().get("User-Agent")).startsWith("parlance/");
        assertThat(source.get().form()).isEqualTo(Token.Form.BEARER);
        assertThat(source.get().baseUrl()).isEqualTo(URI.create("https://api.business.example"));
        assertThat(source.description()).isEqualTo("GitHub Copilot for the account in COPILOT_GITHUB_TOKEN");
    }

    @Test
    void a_proxy_is_on_the_way_when_there_is_one() throws Exception {
        IssuerServer proxy = gitHub();
        GitHubAddresses far = new GitHubAddresses(URI.create("http://api.example"), URI.create("http://example"));
        TokenSources sources = Sources.of(Map.of(), clock, Sources.PATIENT, far, null, List.of());
        assertThat(text(sources.open(account("gho_madeup"), proxy.uri()).get())).startsWith("tid=1;");
        assertThat(proxy.only().target()).isEqualTo("http://api.example/copilot_internal/v2/token");
        assertThatThrownBy(() -> sources.open(account("gho_madeup"), URI.create("proxy:3128")))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("The proxy has no address");
    }

    @Test
    void open_multi_agent_14_a_session_is_renewed_a_minute_early() throws Exception {
        TokenSource source = open(account("gho_madeup"), gitHub());
        source.get();
        clock.move(Duration.ofMinutes(29).minusSeconds(1));
        assertThat(text(source.get())).startsWith("tid=1;");
        clock.move(Duration.ofSeconds(1));
        assertThat(text(source.get())).startsWith("tid=2;");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"endpoints\":{\"api\":\"http://api.example\"}', http://api.example",
        "'\"endpoints\":{\"api\":\"file:///etc/passwd\"}',",
        "'\"endpoints\":{\"api\":\"https://user@api.example\"}',",
        "'\"endpoints\":{}',",
        "'\"endpoints\":null',"
    })
    void an_address_for_calls_is_taken_when_it_is_one(String more, @Nullable String baseUrl) throws Exception {
        TokenSource source = open(account("gho_madeup"), gitHub(number -> session(number, more)));
        assertThat(source.get().baseUrl()).isEqualTo(baseUrl == null ? null : URI.create(baseUrl));
    }

    @Test
    void a_session_that_is_given_is_used_as_it_is() throws Exception {
        IssuerServer gitHub = gitHub();
        TokenSource source = open(account("tid=given;exp=2"), gitHub);
        assertThat(source.get()).isEqualTo(Token.bearer(Secret.of("tid=given;exp=2")));
        assertThat(gitHub.asked()).isEmpty();
    }

    @Test
    void the_files_that_logins_left_are_found_our_own_first() throws Exception {
        IssuerServer gitHub = gitHub();
        write("github-copilot/hosts.json", "{\"github.com\":{\"user\":\"a\",\"oauth_token\":\"gho_hosts\"}}");
        open(FOUND, gitHub).get();
        write(
                "github-copilot/apps.json",
                "{\"ghe.example:Iv1\":{\"oauth_token\":\"gho_other\"},\"github.com:Iv1\":{\"oauth_token\":\"gho_apps\"}}");
        open(FOUND, gitHub).get();
        write("parlance/github-copilot.json", "{\"github.com\":{\"oauth_token\":\"gho_own\"}}");
        TokenSource source = open(FOUND, gitHub);
        source.get();
        assertThat(gitHub.asked())
                .extracting(asked -> asked.headers().get("Authorization"))
                .containsExactly("token gho_hosts", "token gho_apps", "token gho_own");
        assertThat(source.description()).isEqualTo("GitHub login for Copilot");
    }

    @Test
    void a_new_login_is_seen_without_a_restart() throws Exception {
        IssuerServer gitHub = gitHub();
        TokenSource source = open(FOUND, gitHub);
        assertThat(failure(ParlanceException.Misconfigured.class, source))
                .hasMessageContaining("There is no GitHub login for Copilot")
                .hasMessageContaining("parlance login github-copilot");
        write("parlance/github-copilot.json", "{\"github.com\":{\"oauth_token\":\"gho_own\"}}");
        assertThat(text(source.get())).startsWith("tid=");
    }

    @Test
    void a_damaged_file_of_ours_is_named_and_one_of_others_passed_over() throws Exception {
        IssuerServer gitHub = gitHub();
        write("github-copilot/apps.json", "{\"github.com\":");
        write("github-copilot/hosts.json", "{\"github.com\":{\"oauth_token\":\"gho_hosts\"}}");
        open(FOUND, gitHub).get();
        assertThat(gitHub.only().headers()).containsEntry("Authorization", "token gho_hosts");

        Path own = write("parlance/github-copilot.json", "{\"github.com\":{\"oauth_token\":\"gho_half");
        assertThat(failure(ParlanceException.Misconfigured.class, open(FOUND, gitHub), "gho_half"))
                .hasMessageContaining("There is no login in " + own);
    }

    @Test
    void a_personal_access_token_is_explained() throws Exception {
        IssuerServer gitHub = gitHub(number -> Reply.json(
                403, "{\"message\":\"Resource not accessible by personal access token\",\"documentation_url\":\"x\"}"));
        assertThat(failure(ParlanceException.NotPermitted.class, open(account("ghp_madeup"), gitHub), "ghp_madeup"))
                .hasMessageContaining("refuses (403): Resource not accessible by personal access token")
                .hasMessageContaining("personal access tokens cannot be used")
                .hasMessageContaining("COPILOT_GITHUB_TOKEN");
    }

    @Test
    void an_account_that_github_forgot_and_one_without_copilot_are_explained() throws Exception {
        IssuerServer gitHub =
                gitHub(number -> Reply.json(number == 1 ? 401 : 404, "{\"message\":\"Bad gho_madeup, ghu_another\"}"));
        TokenSource source = open(account("gho_madeup"), gitHub);
        assertThat(failure(ParlanceException.Unauthenticated.class, source, "gho_madeup", "ghu_another"))
                .hasMessageContaining("GitHub does not know the token in COPILOT_GITHUB_TOKEN any more");
        assertThat(failure(ParlanceException.NotPermitted.class, source, "gho_madeup"))
                .hasMessageContaining("needs a subscription");
    }

    @Test
    void a_401_of_copilot_exchanges_anew_once() throws Exception {
        IssuerServer gitHub = gitHub();
        TokenSource source = open(account("gho_madeup"), gitHub);
        assertThat(source.refused(source.get())).isTrue();
        assertThat(text(source.get())).startsWith("tid=2;");
        assertThat(source.refused(source.get())).isFalse();
        assertThat(gitHub.asked()).hasSize(2);
    }
}

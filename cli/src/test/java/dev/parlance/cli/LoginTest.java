package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Providers;
import dev.parlance.providers.credential.CopilotLogin;
import dev.parlance.providers.credential.GitHubAddresses;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LoginTest {
    private static final String DEVICE = "{\"device_code\":\"device-1\",\"user_code\":\"ABCD-1234\","
            + "\"verification_uri\":\"https://github.example/login/device\",\"expires_in\":900,\"interval\":5}";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Login login(LocalHost gitHub, CopilotLogin.Pause pause) {
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("XDG_CONFIG_HOME", folder.toString()));
        URI address = URI.create(gitHub.url());
        Login login = new Login(console, new GitHubAddresses(address, address), pause);
        new CommandLine(login).parseArgs("github-copilot");
        return login;
    }

    @Test
    void the_code_is_shown_the_login_kept_and_its_use_told() throws Exception {
        try (LocalHost gitHub = new LocalHost()) {
            gitHub.answers(200, DEVICE)
                    .answers(200, "{\"error\":\"authorization_pending\"}")
                    .answers(200, "{\"access_token\":\"gho_madeup\",\"token_type\":\"bearer\"}");

            int code = login(gitHub, length -> {}).call();

            Path file = folder.resolve("parlance").resolve("github-copilot.json");
            assertThat(code).isZero();
            assertThat(file).content().contains("gho_madeup");
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("https://github.example/login/device", "ABCD-1234", "15 minutes", "Ctrl-C")
                    .contains(file.toString(), "github-copilot/MODEL", "parlance doctor github-copilot")
                    .doesNotContain("gho_madeup", "device-1");
        }
    }

    @Test
    void whoever_is_logged_in_has_the_provider_without_a_word_in_the_configuration() throws Exception {
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", folder.toString());
        assertThat(Providers.fromEnvironment(environment, Catalog.bundled()).anyUsable())
                .isFalse();
        try (LocalHost gitHub = new LocalHost()) {
            gitHub.answers(200, DEVICE).answers(200, "{\"access_token\":\"gho_madeup\"}");

            login(gitHub, length -> {}).call();
        }
        assertThat(Outcome.of(environment, "", "models").out()).contains("github-copilot/gpt-5.4");
    }

    @Test
    void a_declined_login_ends_with_one_and_leaves_nothing_behind() {
        try (LocalHost gitHub = new LocalHost()) {
            gitHub.answers(200, DEVICE).answers(200, "{\"error\":\"access_denied\"}");

            int code = login(gitHub, length -> {}).call();

            assertThat(code).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("declined", "parlance login github-copilot");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void an_interrupted_login_leaves_nothing_behind() {
        try (LocalHost gitHub = new LocalHost()) {
            gitHub.answers(200, DEVICE);

            int code = login(gitHub, length -> {
                        throw new InterruptedException();
                    })
                    .call();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(code).isEqualTo(1);
            assertThat(folder).isEmptyDirectory();
            assertThat(gitHub.asked()).hasSize(1);
        }
    }

    @Test
    void a_folder_that_cannot_be_written_is_named() throws Exception {
        Files.writeString(folder.resolve("parlance"), "a file where the folder would be");
        try (LocalHost gitHub = new LocalHost()) {
            gitHub.answers(200, DEVICE).answers(200, "{\"access_token\":\"gho_madeup\"}");
            Login login = login(gitHub, length -> {});

            assertThatThrownBy(login::call)
                    .isInstanceOf(ParlanceException.Misconfigured.class)
                    .hasMessageContaining("github-copilot.json")
                    .hasMessageContaining("XDG_CONFIG_HOME");
        }
    }

    @Test
    void another_service_is_told_where_logins_are() {
        Outcome other = Outcome.of("login", "openai");
        Outcome none = Outcome.of("login");

        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("\"openai\"", "github-copilot", "parlance providers --all");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("SERVICE", "parlance login --help");
    }
}

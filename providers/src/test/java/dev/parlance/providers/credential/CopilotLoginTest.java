package dev.parlance.providers.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.credential.IssuerServer.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopilotLoginTest {
    private static final String DEVICE = "{\"device_code\":\"device-1\",\"user_code\":\"ABCD-1234\","
            + "\"verification_uri\":\"https://github.example/login/device\",\"expires_in\":60,\"interval\":5}";
    private static final String PENDING = "{\"error\":\"authorization_pending\",\"error_description\":\"wait\"}";
    private static final String TOKEN = "{\"access_token\":\"gho_madeup\",\"token_type\":\"bearer\",\"scope\":\"\"}";

    @TempDir
    Path configuration;

    private final List<String> shown = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private @Nullable IssuerServer server;

    @AfterEach
    void closeServer() {
        if (server != null) {
            server.close();
        }
    }

    /** Logs in at a server that gives these answers, the last one for ever. */
    private Path login(CopilotLogin.Pause pause, String... answers) throws IOException {
        IssuerServer started = IssuerServer.plain(number -> Reply.json(answers[Math.min(number, answers.length) - 1]));
        server = started;
        return new CopilotLogin(
                        Map.of("XDG_CONFIG_HOME", configuration.toString()),
                        null,
                        new GitHubAddresses(started.uri(), started.uri()))
                .run((code, address, validity) -> shown.add(code + " " + address + " " + validity.toSeconds()), pause);
    }

    private List<String> asked() {
        assertThat(server).isNotNull();
        return server.asked().stream()
                .map(asked -> asked.method() + " " + asked.target() + " " + asked.body())
                .toList();
    }

    @Test
    void the_user_types_a_code_and_the_account_is_kept_for_its_owner_alone() throws Exception {
        Path file = login(pauses::add, DEVICE, PENDING, TOKEN);
        assertThat(shown).containsExactly("ABCD-1234 https://github.example/login/device 60");
        assertThat(pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5));
        String poll = "POST /login/oauth/access_token client_id=Iv1.b507a08c87ecfe98"
                + "&grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=device-1";
        assertThat(asked())
                .containsExactly(
                        "POST /login/device/code client_id=Iv1.b507a08c87ecfe98&scope=read%3Auser", poll, poll);

        assertThat(file).isEqualTo(configuration.resolve("parlance").resolve("github-copilot.json"));
        assertThat(file).content().contains("\"oauth_token\": \"gho_madeup\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
        CopilotAccounts.Account kept = new CopilotAccounts(Map.of("XDG_CONFIG_HOME", configuration.toString())).find();
        assertThat(kept).isEqualTo(new CopilotAccounts.Account(Secret.of("gho_madeup"), file.toString()));
    }

    @Test
    void a_new_login_replaces_an_old_one_that_others_could_read() throws Exception {
        Path file = configuration.resolve("parlance").resolve("github-copilot.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        login(pauses::add, DEVICE, TOKEN);
        assertThat(file).content().contains("gho_madeup");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_server_that_is_asked_too_often_is_asked_more_slowly() throws Exception {
        login(pauses::add, DEVICE, "{\"error\":\"slow_down\"}", "{\"error\":\"slow_down\",\"interval\":20}", TOKEN);
        assertThat(pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource({
        "expired_token, The code ran out before it was typed",
        "access_denied, The login was declined on GitHub's page",
        "device_flow_disabled, without a token: device_flow_disabled"
    })
    void a_login_that_fails_says_why_and_keeps_nothing(String error, String message) {
        assertThatThrownBy(() -> login(pauses::add, DEVICE, "{\"error\":\"" + error + "\"}"))
                .isInstanceOf(ParlanceException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("Run parlance login github-copilot again");
        assertThat(configuration).isEmptyDirectory();
    }

    @Test
    void a_user_who_does_nothing_is_not_waited_for_for_ever() {
        assertThatThrownBy(() -> login(pauses::add, DEVICE, PENDING))
                .isInstanceOf(ParlanceException.Unauthenticated.class)
                .hasMessageContaining("The code ran out");
        assertThat(pauses).hasSize(12);
    }

    @Test
    void a_cancelled_login_ends() {
        assertThatThrownBy(() -> login(
                        length -> {
                            throw new InterruptedException();
                        },
                        DEVICE,
                        PENDING))
                .isInstanceOf(ParlanceException.Cancelled.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_web_page_in_place_of_a_code_is_told_as_such() {
        assertThatThrownBy(() -> login(pauses::add, "<html>"))
                .isInstanceOf(ParlanceException.MalformedResponse.class)
                .hasMessageContaining("that is no JSON object");
        assertThat(shown).isEmpty();
    }

    @Test
    void a_code_does_not_write_on_the_terminal_what_it_likes() throws Exception {
        login(pauses::add, DEVICE.replace("ABCD-", "AB\\u001b[2J"), TOKEN);
        assertThat(shown.getFirst()).startsWith("AB [2J1234 ");
    }

    @Test
    void a_folder_that_cannot_be_written_is_named() throws Exception {
        Files.writeString(configuration.resolve("parlance"), "a file in the way");
        assertThatThrownBy(() -> login(pauses::add, DEVICE, TOKEN))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("The login cannot be kept in " + configuration)
                .hasMessageNotContaining("gho_madeup");
    }

    @Test
    void the_usual_addresses_are_those_of_github() {
        assertThat(GitHubAddresses.PUBLIC)
                .isEqualTo(new GitHubAddresses(URI.create("https://api.github.com"), URI.create("https://github.com")));
    }
}

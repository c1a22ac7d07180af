package dev.parlance.providers.credential;

import static dev.parlance.providers.credential.Sources.failure;
import static dev.parlance.providers.credential.Sources.text;
import static dev.parlance.providers.credential.Sources.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.credential.Credential.AzureCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureCliTest {
    private static final AzureCli LOGIN = new AzureCli(null, "https://cognitiveservices.azure.com/.default");

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();

    /** Puts an {@code az} first in PATH; it notes its arguments. */
    private TokenSource open(AzureCli login, String script) throws IOException {
        Path az = folder.resolve("az");
        Files.writeString(az, "#!/bin/sh\necho \"$*\" >> asked\n" + script);
        Files.setPosixFilePermissions(az, PosixFilePermissions.fromString("rwx------"));
        return Sources.of(Map.of("PATH", folder + ":/usr/bin:/bin"), clock).open(login, null);
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(folder.resolve("asked"));
    }

    private static String prints(String members) {
        return "echo '{\"accessToken\": \"tok-1\", " + members + " \"tokenType\": \"Bearer\"}'\n";
    }

    @Test
    void az_is_run_once_for_a_hundred_callers() throws Exception {
        TokenSource source = open(
                new AzureCli("tenant-1", LOGIN.scope()),
                prints("\"expires_on\": " + clock.seconds(Duration.ofHours(1)) + ","));
        assertThat(together(100, source)).containsOnly("tok-1");
        assertThat(asked())
                .containsExactly("account get-access-token --output json --resource https://cognitiveservices.azure.com"
                        + " --tenant tenant-1");
        assertThat(source.get().form()).isEqualTo(Token.Form.BEARER);
        clock.move(Duration.ofMinutes(56));
        source.get();
        assertThat(asked()).hasSize(2);
    }

    @Test
    void an_older_az_tells_the_local_time() throws Exception {
        LocalDateTime end = clock.instant()
                .plus(Duration.ofMinutes(20))
                .atZone(ZoneId.systemDefault())
                .toLocalDateTime();
        TokenSource source =
                open(LOGIN, prints("\"expiresOn\": \"" + end.toString().replace('T', ' ') + ":00.000000\","));
        source.get();
        clock.move(Duration.ofMinutes(14));
        source.get();
        assertThat(asked()).hasSize(1);
        clock.move(Duration.ofMinutes(2));
        source.get();
        assertThat(asked()).hasSize(2);
    }

    @Test
    void who_is_not_logged_in_is_told_to() throws Exception {
        TokenSource source = open(
                LOGIN, "echo tok-of-stdout; echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1\n");
        assertThat(failure(ParlanceException.Unauthenticated.class, source, "tok-of-stdout"))
                .hasMessageContaining("failed with status 1: ERROR: Please run 'az login' to setup account.")
                .hasMessageContaining("Run az login as the user");
    }

    @Test
    void output_that_is_no_token_is_not_shown() throws Exception {
        TokenSource source = open(LOGIN, "echo secret-words\n");
        assertThat(failure(ParlanceException.MalformedResponse.class, source, "secret-words"))
                .hasMessageContaining("printed no token");
    }

    @Test
    void without_az_in_the_path_the_message_says_so() {
        TokenSource source = Sources.of(Map.of("PATH", folder + "::."), clock).open(LOGIN, null);
        assertThat(failure(ParlanceException.Misconfigured.class, source))
                .hasMessageStartingWith("The Azure CLI (az) is not in PATH");
    }

    @Test
    void words_that_would_be_options_are_no_scopes() {
        assertThatThrownBy(() -> Sources.of(Map.of(), clock).open(new AzureCli(null, "--debug"), null))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("The scope \"--debug\" cannot be one");
    }

    @Test
    void the_text_of_a_token_is_what_az_printed() throws Exception {
        assertThat(text(open(LOGIN, prints("")).get())).isEqualTo("tok-1");
    }
}

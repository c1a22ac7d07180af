package dev.parlance.providers.credential;

import static dev.parlance.providers.credential.Sources.failure;
import static dev.parlance.providers.credential.Sources.text;
import static dev.parlance.providers.credential.Sources.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.credential.Credential.Text;
import dev.parlance.providers.value.Template;
import dev.parlance.providers.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();

    private TokenSource open(String template, Token.Form form, Duration... lifetime) {
        Map<String, String> environment = Map.of("THE_KEY", "key-of-env", "PATH", "/usr/bin:/bin");
        Duration holds = lifetime.length == 0 ? null : lifetime[0];
        return new TokenSources(environment, clock, new Values(environment, folder), GitHubAddresses.PUBLIC)
                .open(new Text(Template.parse(template), "config.toml:3", form, holds), null);
    }

    /** Prints key-1, key-2 and so on. */
    private static String counting() {
        return "${cmd:echo run >> runs; echo key-$(wc -l < runs | tr -d ' ')}";
    }

    private int runs() throws IOException {
        return Files.readAllLines(folder.resolve("runs")).size();
    }

    @Test
    void a_text_that_cannot_change_is_at_hand_at_once() {
        TokenSource source = open("${env:THE_KEY}", Token.Form.KEY);
        assertThat(source.atHand()).isEqualTo(Token.key(Secret.of("key-of-env")));
        assertThat(source.refused(source.get())).as("there is no other").isFalse();
        assertThat(source.description()).isEqualTo("config.toml:3: ${env:THE_KEY}");
        assertThat(source.toString()).doesNotContain("key-of-env");
    }

    @Test
    void a_text_of_the_configuration_itself_is_described_by_its_place() {
        TokenSource source = open("key-as-it-is", Token.Form.BEARER);
        assertThat(source.get()).isEqualTo(Token.bearer(Secret.of("key-as-it-is")));
        assertThat(source.description()).isEqualTo("config.toml:3");
    }

    @Test
    void a_command_is_run_at_first_use_and_once_for_a_hundred_callers() throws Exception {
        TokenSource source = open(counting(), Token.Form.KEY);
        assertThat(source.atHand()).isNull();
        assertThat(folder.resolve("runs")).doesNotExist();
        assertThat(together(100, source)).containsOnly("key-1");
        clock.move(Duration.ofDays(30));
        assertThat(text(source.get())).isEqualTo("key-1");
        assertThat(runs()).isEqualTo(1);
    }

    @Test
    void a_command_is_asked_again_after_a_401() throws Exception {
        TokenSource source = open(counting(), Token.Form.KEY);
        assertThat(source.refused(source.get())).isTrue();
        assertThat(text(source.get())).isEqualTo("key-2");
        assertThat(source.refused(source.get())).isFalse();
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void a_command_is_asked_again_when_its_lifetime_is_over() throws Exception {
        TokenSource source = open(counting(), Token.Form.KEY, Duration.ofMinutes(10));
        source.get();
        clock.move(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(text(source.get())).isEqualTo("key-1");
        clock.move(Duration.ofSeconds(1));
        assertThat(source.atHand()).isNull();
        assertThat(together(100, source)).containsOnly("key-2");
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void a_file_is_read_again_after_a_401() throws Exception {
        Path file = Files.writeString(folder.resolve("key.txt"), "key-1\n");
        TokenSource source = open("${file:key.txt}", Token.Form.BEARER);
        Token first = source.get();
        assertThat(first).isEqualTo(Token.bearer(Secret.of("key-1")));
        Files.writeString(file, "key-2\n");
        assertThat(source.get()).isEqualTo(first);
        source.refused(first);
        assertThat(text(source.get())).isEqualTo("key-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer marked", "\"marked\nkey\"", "marked\u00a0", "mark\u0007ed", "mark\u00e4"})
    void what_no_key_looks_like_is_refused_without_showing_it(String key) throws Exception {
        Files.writeString(folder.resolve("key.txt"), key);
        assertThat(failure(ParlanceException.Misconfigured.class, open("${file:key.txt}", Token.Form.KEY), "mark"))
                .hasMessageContaining("The key in config.toml:3 holds");
        assertThatThrownBy(() -> open(key, Token.Form.KEY))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageNotContaining("mark");
    }

    @Test
    void a_failing_place_names_the_setting_that_asked_for_it() {
        assertThatThrownBy(() -> open("${env:NOT_SET}", Token.Form.KEY))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageStartingWith(
                        "The environment variable NOT_SET is not set (asked for by config.toml:3). Set it where");
        assertThat(failure(
                        ParlanceException.Misconfigured.class,
                        open("${cmd:echo marked; exit 3}", Token.Form.KEY),
                        "marked,"))
                .hasMessageContaining("failed with status 3 (asked for by config.toml:3)");
    }

    @Test
    void an_empty_key_is_none() {
        assertThatThrownBy(() -> open("", Token.Form.KEY))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("The key in config.toml:3 is empty");
    }
}

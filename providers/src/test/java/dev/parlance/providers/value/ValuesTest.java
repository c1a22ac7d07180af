package dev.parlance.providers.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.error.ParlanceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
    @TempDir
    Path base;

    @TempDir
    Path home;

    private Values values;

    @BeforeEach
    void make() {
        values = new Values(
                Map.of("KEY", " of-env ", "BLANK", " ", "HOME", home.toString(), "PATH", "/usr/bin:/bin"), base);
    }

    private Path file(Path folder, String name, String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private String read(String template) {
        return values.read(Template.parse(template));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> wrong(String template) {
        return assertThatThrownBy(() -> read(template)).isInstanceOf(ParlanceException.Misconfigured.class);
    }

    @Test
    void every_place_is_filled_and_trimmed() throws Exception {
        file(base, "key.txt", "\n of-file\r\n", "rw-------");
        file(home, "key.txt", "of-home", "rw-------");
        assertThat(read("a ${env:KEY}/${file:key.txt}/${file:~/key.txt}/${cmd:printf ' of-%s\\n' cmd} b"))
                .isEqualTo("a of-env/of-file/of-home/of-cmd b");
        assertThat(values.warnings()).isEmpty();
    }

    @Test
    void a_whole_path_is_taken_as_it_is() throws Exception {
        Path elsewhere = file(home, "key.txt", "of-home", "rw-------");
        assertThat(read("${file:" + elsewhere + "}")).isEqualTo("of-home");
    }

    @ParameterizedTest
    @CsvSource({"NOT_SET", "BLANK"})
    void a_variable_that_is_not_set_is_named(String name) {
        wrong("${env:" + name + "}")
                .hasMessageStartingWith("The environment variable " + name + " is not set. Set it where Parlance");
    }

    @Test
    void what_is_wrong_with_a_file_is_told() throws Exception {
        wrong("${file:nothing}").hasMessageStartingWith("There is no file " + base.resolve("nothing"));
        wrong("${file:.}").hasMessageContaining(" is a folder");
        file(base, "empty", " \n", "rw-------");
        wrong("${file:empty}").hasMessageContaining(base.resolve("empty") + " is empty");
        file(base, "large", "k".repeat(64 * 1024 + 1), "rw-------");
        wrong("${file:large}").hasMessageContaining("is larger than 64 KiB");
        file(base, "full", "k".repeat(64 * 1024), "rw-------");
        assertThat(read("${file:full}")).hasSize(64 * 1024);
        Files.write(base.resolve("latin"), "schl\u00fcssel".getBytes(StandardCharsets.ISO_8859_1));
        wrong("${file:latin}").hasMessageContaining("is no text in UTF-8").hasMessageNotContaining("schl");
        wrong("${file:/dev/null}").hasMessageContaining("is no ordinary file");
        wrong("${file:a\u0000b}").hasMessageContaining("is no path");
    }

    @Test
    void a_file_that_others_can_read_is_warned_about_once() throws Exception {
        Path everyone = file(base, "everyone", "k", "rw----r--");
        Path group = file(base, "group", "k", "rw-r-----");
        read("${file:everyone}${file:everyone}");
        read("${file:everyone}${file:group}");
        assertThat(values.warnings())
                .containsExactly(
                        "Others on this machine can read " + everyone + ". Take that away, for example: chmod 600 "
                                + everyone,
                        "Others on this machine can read " + group + ". Take that away, for example: chmod 600 "
                                + group);
    }

    @Test
    void a_command_runs_in_the_folder_of_the_configuration_with_the_variables_given() throws Exception {
        assertThat(read("${cmd:pwd -P}")).isEqualTo(base.toRealPath().toString());
        assertThat(read("${cmd:printf %s \"$KEY\" | tr e E}")).isEqualTo("of-Env");
        assertThat(read("${cmd:cat; echo 'no input'}")).isEqualTo("no input");
    }

    @Test
    void a_command_that_fails_shows_its_status_and_the_first_line_of_its_complaint_alone() {
        wrong("${cmd:echo marked; printf '\\n\\033[31mnot logged in\\nmore\\n' >&2; exit 7}")
                .hasMessageContaining("failed with status 7: [31mnot logged in. Run it in a terminal")
                .hasMessageNotContaining("more. ")
                .hasMessageNotContaining("\u001b");
        wrong("${cmd:no-such-program-here}")
                .hasMessageContaining("failed with status 127: ")
                .hasMessageContaining("The shell does not find the program");
        wrong("${cmd:exit 7}").hasMessageContaining("The command \"exit 7\" failed with status 7. ");
    }

    @Test
    void a_command_that_prints_nothing_or_far_too_much_is_told() {
        wrong("${cmd:echo}").hasMessageContaining("The command \"echo\" printed nothing");
        wrong("${cmd:yes}").hasMessageContaining("prints more than 64 KiB");
        assertThat(read("${cmd:head -c 65535 /dev/zero | tr '\\0' k}")).hasSize(65535);
        assertThat(read("${cmd:head -c 1000000 /dev/zero >&2; echo k}"))
                .as("complaints are drained")
                .isEqualTo("k");
    }

    @Test
    void a_folder_that_is_not_there_is_told() {
        values = new Values(Map.of(), base.resolve("nothing"));
        wrong("${cmd:echo k}").hasMessageContaining("cannot be started in " + base.resolve("nothing"));
    }
}

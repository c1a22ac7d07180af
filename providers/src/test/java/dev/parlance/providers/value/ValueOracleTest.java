package dev.parlance.providers.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.error.ParlanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CodeCompanion's values of adapters' variables, in the spelling that Parlance's configuration has for them. */
class ValueOracleTest {
    @TempDir
    Path folder;

    private String read(String template) {
        return new Values(Map.of("FIRST", "one", "SECOND", "two", "PATH", "/usr/bin:/bin"), folder)
                .read(Template.parse(template));
    }

    @Test
    void kimi_code_25_a_command_gives_what_it_prints_without_the_line_break() {
        assertThat(read("${cmd:printf 'k\\n'}")).isEqualTo("k");
    }

    @Test
    void kimi_code_25_a_command_that_fails_is_an_error_and_no_value() {
        assertThatThrownBy(() -> read("${cmd:false}"))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("failed with status 1");
    }

    @Test
    void kimi_code_25_a_file_is_read_beside_the_configuration_and_trimmed_on_its_right() throws IOException {
        Files.createDirectory(folder.resolve("rel"));
        Files.writeString(folder.resolve("rel/path"), "k \r\n\n");

        assertThat(read("${file:rel/path}")).isEqualTo("k");
    }

    @Test
    void kimi_code_25_variables_are_filled_and_stand_beside_each_other_and_other_text_is_itself() {
        assertThat(read("${env:FIRST}")).isEqualTo("one");
        assertThat(read("${env:FIRST}${env:SECOND}")).isEqualTo("onetwo");
        assertThat(read("FIRST")).isEqualTo("FIRST");
        assertThat(read("some text")).isEqualTo("some text");
    }
}

package dev.parlance.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the file is found, and what is said when it cannot be read. */
class ConfigurationFilesTest {
    @TempDir
    private Path folder;

    private Path written(String name, int port) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "[gateway]\nport = " + port + "\n");
    }

    private static @Nullable Integer port(@Nullable Path explicit, Map<String, String> environment) {
        return Configuration.load(explicit, environment, Catalog.bundled())
                .gateway()
                .port();
    }

    @Test
    void the_named_file_counts_before_that_of_the_variable_and_that_before_the_users() throws IOException {
        Path named = written("named.toml", 1);
        Path variable = written("variable.toml", 2);
        written("home/parlance/config.toml", 3);
        written("unix/.config/parlance/config.toml", 4);
        String home = folder.resolve("home").toString();

        assertThat(port(named, Map.of("PARLANCE_CONFIG", variable.toString(), "XDG_CONFIG_HOME", home)))
                .isEqualTo(1);
        assertThat(Configuration.load(
                                null,
                                Map.of("PARLANCE_CONFIG", variable.toString(), "XDG_CONFIG_HOME", home),
                                Catalog.bundled())
                        .file())
                .isEqualTo(variable);
        assertThat(Configuration.load(null, Map.of("XDG_CONFIG_HOME", home), Catalog.bundled())
                        .gateway()
                        .port())
                .isEqualTo(3);
        assertThat(Configuration.load(
                                null, Map.of("HOME", folder.resolve("unix").toString()), Catalog.bundled())
                        .gateway()
                        .port())
                .isEqualTo(4);
        assertThat(Configuration.load(null, Map.of("APPDATA", home, "HOME", home), Catalog.bundled())
                        .gateway()
                        .port())
                .isEqualTo(3);
    }

    @Test
    void without_a_file_the_environment_is_alone() {
        assertThat(Configuration.load(null, Map.of("HOME", folder.toString()), Catalog.bundled()))
                .isEqualTo(Configuration.NONE);
    }

    @Test
    void a_named_file_must_be_there() {
        Path missing = folder.resolve("missing.toml");

        assertThatThrownBy(() -> Configuration.load(missing, Map.of(), Catalog.bundled()))
                .isInstanceOf(ConfigurationFault.class)
                .hasMessage(missing + ": there is no such file. Check the path given by --config or PARLANCE_CONFIG.");
        assertThatThrownBy(() ->
                        Configuration.load(null, Map.of("PARLANCE_CONFIG", missing.toString()), Catalog.bundled()))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void a_folder_is_no_file() {
        assertThatThrownBy(() -> Configuration.load(folder, Map.of(), Catalog.bundled()))
                .hasMessage(folder + ": this is a folder. Name the file in it.");
    }

    @Test
    void a_file_of_another_encoding_says_how_to_save_it() throws IOException {
        Path file = Files.write(folder.resolve("config.toml"), "port = 1".getBytes(StandardCharsets.UTF_16));

        assertThatThrownBy(() -> Configuration.load(file, Map.of(), Catalog.bundled()))
                .hasMessageContaining("not UTF-8")
                .hasMessageContaining("Set-Content -Encoding utf8");
    }
}

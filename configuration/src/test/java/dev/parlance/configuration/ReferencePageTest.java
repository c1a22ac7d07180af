package dev.parlance.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration-reference.md} is made from the description of the settings; run with {@code -Dparlance.update=true} to write it
 * anew.
 */
class ReferencePageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration-reference.md");

    @Test
    void the_reference_says_what_the_description_says() throws IOException {
        String page = page();
        if (Boolean.getBoolean("parlance.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() {
        return """
                # Reference of the configuration

                This page is made from the description of the settings by `ReferencePageTest`; `parlance config check` goes by the same
                description, and so does [config.schema.json](config.schema.json), the schema for editors. The file is found at `--config`,
                `$PARLANCE_CONFIG`, `./parlance.toml` and `parlance/config.toml` in the user's configuration folder (`$XDG_CONFIG_HOME` or
                `~/.config`; `%APPDATA%` on Windows), in this order.

                Any text may hold `${env:NAME}`, `${file:path}` and `${cmd:command}`; `$${` is the text `${` itself. An empty text counts as not
                set. Numbers and `true` or `false` may stand in quotes.

                """ + section("`[gateway]`", GatewayTable.TABLE.settings())
                + section("`[defaults]` and `[providers.NAME.defaults]`", DefaultsTable.TABLE.settings())
                + section("`[aliases]`", List.of(RootTable.ALIASES))
                + section("`[providers.NAME]`", ProviderTable.PLAIN.settings())
                + section("`[providers.NAME.credential]`", CredentialTable.TABLE.settings())
                + section("Rare settings of `[providers.NAME]`", LayerSettings.RARE)
                + section("Amplifier's spelling, at Azure", AmplifierSettings.ALL)
                + synonyms();
    }

    private static String section(String title, List<Setting<?>> settings) {
        return "## " + title + "\n"
                + "| Setting | What it may be | When not set | What for |\n|---|---|---|---|\n"
                + settings.stream().map(ReferencePageTest::row).collect(Collectors.joining())
                + "\n";
    }

    private static String row(Setting<?> setting) {
        String fallback = setting.fallback() == null ? "" : setting.fallback();
        return "| `" + setting.name() + "` | " + cell(setting.form().description()) + " | " + cell(fallback) + " | "
                + cell(setting.about()) + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static String synonyms() {
        return "Also: "
                + ProviderTable.AZURE.settings().stream()
                        .filter(setting -> !setting.synonyms().isEmpty())
                        .map(setting ->
                                "`" + String.join("`, `", setting.synonyms()) + "` for `" + setting.name() + "`")
                        .collect(Collectors.joining(", "))
                + ". The array form `[[providers]]` with `name` and the settings beside it or in `[providers.config]` is understood at"
                + " every host.\n";
    }
}

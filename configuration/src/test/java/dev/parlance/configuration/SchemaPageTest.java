package dev.parlance.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/config.schema.json} is made from the description of the settings; run with {@code -Dparlance.update=true} to write it anew. */
class SchemaPageTest {
    private static final Path PAGE = Path.of("..", "docs", "config.schema.json");

    @Test
    void the_schema_of_the_documentation_is_that_of_the_settings() throws IOException {
        String schema = Json.pretty(ConfigurationSchema.document()) + "\n";
        if (Boolean.getBoolean("parlance.update")) {
            Files.writeString(PAGE, schema);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(schema);
    }

    @Test
    void the_schema_takes_the_samples() throws IOException {
        for (String name : new String[] {"full", "amplifier-simple", "amplifier-advanced"}) {
            assertThat(SchemaCheck.complaints(SampleTest.sample(name))).as(name).isEmpty();
        }
    }
}

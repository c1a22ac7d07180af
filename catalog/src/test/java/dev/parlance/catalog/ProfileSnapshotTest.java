package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProfileSnapshotTest {
    private static final Path SNAPSHOT = Path.of("src", "test", "resources", "profiles.txt");
    private static final String UPDATE = "parlance.update";

    @Test
    void every_known_model_resolves_to_the_profile_that_was_reviewed() throws IOException {
        String now = ProfileText.ofAll(Catalog.bundled());
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(SNAPSHOT, now);
        }
        String reviewed = Files.exists(SNAPSHOT) ? Files.readString(SNAPSHOT) : "";

        assertThat(now)
                .as("Profiles changed. If that was meant, run"
                        + " ./build -pl catalog -am test -Dtest=ProfileSnapshotTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Djvm.for.tests=-D" + UPDATE + "=true"
                        + " and review the difference in " + SNAPSHOT)
                .isEqualTo(reviewed);
    }
}

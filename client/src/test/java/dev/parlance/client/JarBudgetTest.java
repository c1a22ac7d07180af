package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.dialects.Dialects;
import dev.parlance.providers.Providers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What a program takes in that uses the library. That no other jar comes with it is checked by the build (enforcer, {@code library-jars}). */
class JarBudgetTest {
    private static final long MOST_BYTES = 1_500_000;

    private static final List<Class<?>> ONE_OF_EACH_JAR = List.of(
            Parlance.class, Providers.class, Catalog.class, Dialects.class, ChatRequest.class, NullMarked.class);

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** The size of a jar, or of the one that the folder becomes. */
    private static long size(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return Files.size(place);
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(packed);
                Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(place.relativize(file).toString()));
                Files.copy(file, jar);
            }
        }
        return packed.size();
    }

    @Test
    void the_library_is_at_most_a_megabyte_and_a_half_in_six_jars() throws IOException, URISyntaxException {
        long sum = 0;
        for (Class<?> type : ONE_OF_EACH_JAR) {
            sum += size(place(type));
        }

        assertThat(ONE_OF_EACH_JAR.stream()
                        .map(type -> type.getProtectionDomain().getCodeSource().getLocation()))
                .doesNotHaveDuplicates();
        assertThat(sum).isLessThanOrEqualTo(MOST_BYTES);
    }
}

package dev.parlance.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that change while they are watched. The test is the clock. */
@Timeout(60)
class ConfigurationWatchTest {
    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private boolean unusable;

    private final ConfigurationWatch.Listener listener = new ConfigurationWatch.Listener() {
        @Override
        public void changed(Configuration configuration) {
            if (unusable) {
                throw new ParlanceException.Misconfigured(Failure.of("no good"));
            }
            said.add("port " + configuration.gateway().port());
        }

        @Override
        public void refused(String message) {
            said.add("refused " + message.replace(folder.toString(), ""));
        }
    };

    private ConfigurationWatch watch(Path file) {
        return ConfigurationWatch.start(
                Configuration.load(file, Map.of(), Catalog.bundled()),
                Map.of(),
                Catalog.bundled(),
                listener,
                look -> () -> {});
    }

    private static void looks(ConfigurationWatch watch, int times) {
        for (int time = 0; time < times; time++) {
            watch.look();
        }
    }

    private static String port(int port) {
        return "[gateway]\nport = " + port + "\n";
    }

    @Test
    void a_new_content_is_told_once_when_two_looks_have_seen_it() throws IOException {
        Path file = Files.writeString(folder.resolve("config.toml"), port(1));
        ConfigurationWatch watch = watch(file);
        looks(watch, 3);
        Files.writeString(file, port(2));
        watch.look();
        assertThat(said).as("it may be half written").isEmpty();
        looks(watch, 3);

        assertThat(said).containsExactly("port 2");
    }

    @Test
    void a_content_that_goes_by_is_never_told() throws IOException {
        Path file = Files.writeString(folder.resolve("config.toml"), port(1));
        ConfigurationWatch watch = watch(file);
        Files.writeString(file, "[gateway]\npo");
        watch.look();
        Files.writeString(file, port(2));
        looks(watch, 3);

        assertThat(said).containsExactly("port 2");
    }

    @Test
    void a_wrong_content_is_complained_about_once_and_the_next_good_one_counts() throws IOException {
        Path file = Files.writeString(folder.resolve("config.toml"), port(1));
        ConfigurationWatch watch = watch(file);
        Files.writeString(file, "[gateway]\nprot = 2\n");
        looks(watch, 5);
        Files.writeString(file, "[gateway\n");
        looks(watch, 5);
        Files.writeString(file, port(3));
        looks(watch, 5);

        assertThat(said).hasSize(3);
        assertThat(said.get(0)).startsWith("refused /config.toml:2:1: gateway.prot: there is no such setting");
        assertThat(said.get(1)).startsWith("refused /config.toml:1:9: this is no TOML");
        assertThat(said.get(2)).isEqualTo("port 3");
    }

    @Test
    void a_content_that_comes_back_is_no_news() throws IOException {
        Path file = Files.writeString(folder.resolve("config.toml"), port(1));
        ConfigurationWatch watch = watch(file);
        Files.writeString(file, "[gateway\n");
        looks(watch, 2);
        Files.writeString(file, port(1));
        looks(watch, 2);

        assertThat(said).singleElement().asString().startsWith("refused");
    }

    @Test
    void a_file_that_is_gone_leaves_all_as_it_was() throws IOException {
        Path file = Files.writeString(folder.resolve("config.toml"), port(1));
        ConfigurationWatch watch = watch(file);
        Files.delete(file);
        looks(watch, 4);
        Files.writeString(file, port(2));
        looks(watch, 2);

        assertThat(said)
                .containsExactly(
                        "refused /config.toml: there is no such file. Check the path given by --config or"
                                + " PARLANCE_CONFIG.",
                        "port 2");
    }

    @Test
    void a_swapped_link_is_a_change_as_kubernetes_makes_it() throws IOException {
        Files.createDirectories(folder.resolve("..one"));
        Files.createDirectories(folder.resolve("..two"));
        Files.writeString(folder.resolve("..one/config.toml"), port(1));
        Files.writeString(folder.resolve("..two/config.toml"), port(2));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..one"));
        Path file = Files.createSymbolicLink(folder.resolve("config.toml"), Path.of("..data/config.toml"));
        ConfigurationWatch watch = watch(file);
        Files.delete(folder.resolve("..data"));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..two"));
        looks(watch, 2);

        assertThat(said).containsExactly("port 2");
    }

    @Test
    void a_listener_that_cannot_use_it_keeps_the_old_one() throws IOException {
        Path file = Files.writeString(folder.resolve("config.toml"), port(1));
        ConfigurationWatch watch = watch(file);
        unusable = true;
        Files.writeString(file, port(2));
        looks(watch, 3);
        unusable = false;
        Files.writeString(file, port(3));
        looks(watch, 3);

        assertThat(said).containsExactly("refused /config.toml: no good", "port 3");
    }

    @Test
    void the_ticker_looks_by_itself_and_ends_when_it_is_closed() throws IOException, InterruptedException {
        CountDownLatch changed = new CountDownLatch(1);
        Path file = Files.writeString(folder.resolve("config.toml"), port(1));
        Configuration running = Configuration.load(file, Map.of(), Catalog.bundled());
        ConfigurationWatch.Listener waiting = new ConfigurationWatch.Listener() {
            @Override
            public void changed(Configuration configuration) {
                changed.countDown();
            }

            @Override
            public void refused(String message) {}
        };

        try (ConfigurationWatch watch = ConfigurationWatch.start(
                running, Map.of(), Catalog.bundled(), waiting, Ticker.every(Duration.ofMillis(1)))) {
            assertThat(watch).isNotNull();
            Files.writeString(file, port(2));
            assertThat(changed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}

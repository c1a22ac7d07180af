package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatStream;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.Providers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left when a program, or a door, comes to its end: nothing. */
@Timeout(60)
class EndTest extends SandboxTest {
    /** A program that makes one call and closes nothing. Takes the address of Moonshot. */
    static final class OneCall {
        private OneCall() {}

        /** The program. */
        @SuppressWarnings("resource")
        public static void main(String[] addresses) {
            Parlance open = Parlance.builder()
                    .providers(Providers.fromEnvironment(
                            Map.of("MOONSHOT_API_KEY", "key", "MOONSHOT_BASE_URL", addresses[0]), Catalog.bundled()))
                    .open();
            String text = open.model("moonshot/kimi-k2.6")
                    .generate(ChatRequest.builder("").user("Hello there").build())
                    .text();
            if (!text.contains("Hello there")) {
                throw new IllegalStateException(text);
            }
        }
    }

    /** A program that leaves one stream in the middle and cancels another, and closes nothing else. Takes the address of Moonshot. */
    static final class LeftStreams {
        private LeftStreams() {}

        /** The program. */
        @SuppressWarnings("resource")
        public static void main(String[] addresses) {
            ChatModel model = Parlance.builder()
                    .providers(Providers.fromEnvironment(
                            Map.of("MOONSHOT_API_KEY", "key", "MOONSHOT_BASE_URL", addresses[0]), Catalog.bundled()))
                    .open()
                    .model("moonshot/kimi-k2.6");
            ChatRequest endless =
                    ChatRequest.builder("").user("[[slow 5ms]] [[tokens 4000]]").build();
            model.stream(endless).iterator().next();
            try (ChatStream cancelled = model.stream(endless)) {
                cancelled.iterator().next();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {OneCall.class, LeftStreams.class})
    void a_program_that_closed_nothing_ends_by_itself(Class<?> main) throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        sandbox.baseUrl("moonshot"))
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).as(said).isZero();
        } finally {
            program.destroyForcibly();
        }
        assertThat(sandbox.received()).isNotEmpty();
    }

    @Test
    void a_closed_door_refuses_calls() {
        Recorder recorder = new Recorder();
        Parlance door = Parlance.builder()
                .providers(providers(Map.of()))
                .listener(recorder)
                .open();
        ChatModel model = door.model("moonshot/kimi-k2.6");
        door.close();

        assertThatThrownBy(() -> model.generate(asking("Hello")))
                .isInstanceOf(ParlanceException.Cancelled.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> model.stream(asking("Hello"))).isInstanceOf(ParlanceException.Cancelled.class);
        assertThat(recorder.heard).contains("failed CANCELLED");
        assertThat(sandbox.received()).isEmpty();
    }
}

package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ask} among other programs: pipes that break, signals, the text while it comes. */
@Timeout(120)
class AskProcessTest {
    @TempDir
    Path folder;

    @Test
    void a_pipe_in_and_a_reader_that_leaves_end_quietly() throws Exception {
        Shell.Result result = new Shell(folder)
                .run(
                        "echo 'disk full' | parlance ask '[[tokens 20000]]' 2>errors | head -c 9; echo \" ${PIPESTATUS[1]}\"");

        assertThat(result.out()).isEqualTo("word word 0\n");
        assertThat(Files.readString(folder.resolve("errors")))
                .startsWith("parlance: sandbox: ")
                .hasLineCount(1);
    }

    @Test
    void text_is_there_while_the_rest_is_still_to_come_and_an_interrupt_ends_the_call() throws Exception {
        try (SlowHost host = new SlowHost()) {
            Process process = start(host);
            try (InputStream out = process.getInputStream()) {
                assertThat(new String(out.readNBytes(5), StandardCharsets.UTF_8))
                        .isEqualTo("Hello");

                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor();

                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(130);
                assertThat(host.awaitHangUp()).isTrue();
                assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                        .isEmpty();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void an_interrupted_thread_is_an_interrupted_call() throws Exception {
        try (SlowHost host = new SlowHost()) {
            AtomicReference<Outcome> outcome = new AtomicReference<>();
            String config = config(host);
            Thread asking = Thread.ofPlatform()
                    .start(() -> outcome.set(Outcome.of(Map.of(), "", "ask", "--config", config, "--json", "hi")));
            assertThat(host.awaitCall()).isTrue();

            asking.interrupt();
            asking.join();

            assertThat(outcome.get().code()).isEqualTo(130);
            assertThat(outcome.get().out()).isEmpty();
            assertThat(outcome.get().err()).isEmpty();
        }
    }

    private Process start(SlowHost host) throws IOException {
        // Programs that a shell starts in the background inherit a deaf ear for this signal; env gives it back.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(Shell.java());
        command.addAll(List.of("ask", "--config", config(host), "hi"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.from(nothing()));
        return builder.start();
    }

    private File nothing() throws IOException {
        return Files.writeString(folder.resolve("nothing"), "").toFile();
    }

    private String config(SlowHost host) throws IOException {
        return Files.writeString(
                        folder.resolve("config.toml"),
                        "[providers.mine]\nhost = \"openai-compatible\"\nbase-url = \"" + host.url()
                                + "/v1\"\ndefault-model = \"m\"\n")
                .toString();
    }
}

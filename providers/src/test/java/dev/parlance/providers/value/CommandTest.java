package dev.parlance.providers.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.error.ParlanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin", "MARK", "marked");
    private static final Duration PATIENT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** Nobody ever writes to the one; the other tells us that the command has got so far. */
    @BeforeEach
    void makePipes() {
        command("mkfifo never ready", PATIENT).run();
    }

    private Command command(String line, Duration timeout) {
        return Command.shell(line, ENVIRONMENT, folder, timeout);
    }

    private ProcessHandle noted(String name) throws IOException {
        long id = Long.parseLong(Files.readString(folder.resolve(name)).strip());
        return ProcessHandle.of(id).orElseThrow(() -> new AssertionError(name + " is gone"));
    }

    @Test
    void a_command_that_does_not_end_is_given_up() {
        assertThatThrownBy(() -> command("cat never", Duration.ofMillis(300)).run())
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageStartingWith("The command \"cat never\" did not end within")
                .hasMessageContaining("It may wait for an input or a login");
    }

    @Test
    void a_command_that_is_given_up_is_ended_with_its_children() throws Exception {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                command("cat never & echo $! > child; echo $$ > parent; echo go > ready; wait", PATIENT)
                        .run();
            } catch (ParlanceException cancelled) {
                stillInterrupted.complete(Thread.currentThread().isInterrupted());
                outcome.complete(cancelled);
            }
        });
        assertThat(Files.readString(folder.resolve("ready"))).isEqualTo("go\n");
        ProcessHandle child = noted("child");
        ProcessHandle parent = noted("parent");
        waiting.interrupt();
        assertThat(outcome.get()).isInstanceOf(ParlanceException.Cancelled.class);
        assertThat(stillInterrupted.get()).isTrue();
        parent.onExit().get(60, TimeUnit.SECONDS);
        child.onExit().get(60, TimeUnit.SECONDS);
    }

    @Test
    void nothing_of_it_prints_what_is_secret() {
        Command command = command("echo \"$MARK\"", PATIENT);
        assertThat(command.toString()).doesNotContain("marked");
        Command.Ended ended = command.run();
        assertThat(ended.output()).isEqualTo("marked");
        assertThat(ended.toString()).doesNotContain("marked");
    }

    @Test
    void a_program_that_is_not_there_is_told() {
        assertThatThrownBy(() -> new Command(
                                "It", List.of(folder.resolve("none").toString()), ENVIRONMENT, folder, PATIENT)
                        .run())
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("It cannot be started in " + folder);
    }
}

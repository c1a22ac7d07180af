package dev.parlance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.agent.Transcript;
import dev.parlance.core.chat.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptFileTest {
    @TempDir
    Path folder;

    @Test
    void it_is_replaced_whole_and_for_its_owner_alone() throws IOException {
        Path path = folder.resolve("run.json");
        TranscriptFile file = new TranscriptFile(path);
        file.require();
        assertThat(folder).isEmptyDirectory();

        file.save(new Transcript(List.of(Message.user("one"))));
        file.save(new Transcript(List.of(Message.user("one"), Message.user("two"))));

        assertThat(Transcript.ofJson(Files.readString(path)).messages()).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void what_is_no_ordinary_file_is_not_replaced() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> new TranscriptFile(pipe).require()).hasMessageContaining("no ordinary file");
    }

    @Test
    void where_nothing_can_be_written_is_known_before() {
        assertThatThrownBy(() -> new TranscriptFile(folder).require()).hasMessageContaining("folder");
        assertThatThrownBy(() -> new TranscriptFile(folder.resolve("no/such/run.json")).require())
                .isInstanceOf(IOException.class);
    }
}

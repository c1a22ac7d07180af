package dev.parlance.cli.run;

import dev.parlance.agent.Transcript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A transcript on the disk, whole at any time, and for its owner alone: it holds what tools have read. */
public final class TranscriptFile {
    private final Path file;
    private final Path folder;

    /** Nothing is written yet. */
    public TranscriptFile(Path file) {
        this.file = file.toAbsolutePath();
        Path parent = this.file.getParent();
        this.folder = parent == null ? this.file : parent;
    }

    /** Whether it will be possible to save. @throws IOException when it will not */
    public void require() throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("this is a folder");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // It would be replaced, and /dev/null is missed by everybody.
            throw new IOException("this is no ordinary file");
        }
        Files.delete(beside());
    }

    /** Puts it in the place of what was there. */
    public void save(Transcript transcript) throws IOException {
        // A file that is made for a moment only is readable by its owner alone.
        Path fresh = beside();
        try {
            Files.write(fresh, (transcript.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
            move(fresh);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private void move(Path fresh) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path beside() throws IOException {
        return Files.createTempFile(folder, "." + file.getFileName(), ".part");
    }
}

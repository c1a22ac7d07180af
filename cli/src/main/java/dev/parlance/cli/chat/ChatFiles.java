package dev.parlance.cli.chat;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.value.UserFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of a chat: those that commands name, and the history of what was typed. */
public record ChatFiles(Map<String, String> environment) {
    /** A picture is rarely this large, and no host takes it: 64 MiB. */
    private static final long LARGEST = 64 << 20;

    /** Reads a file that the user named. @throws ParlanceException.InvalidRequest when it cannot be read */
    byte[] read(String name) {
        try {
            Path file = path(name);
            if (Files.isDirectory(file)) {
                throw fault(name, "this is a folder");
            }
            if (Files.size(file) > LARGEST) {
                throw fault(name, "this is larger than 64 MiB");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw fault(name, "there is no such file");
        } catch (AccessDeniedException denied) {
            throw fault(name, "this file may not be read; look at its permissions");
        } catch (InvalidPathException | IOException unreadable) {
            throw fault(name, "this cannot be read (" + unreadable.getMessage() + ")");
        }
    }

    /** Writes a new file. @throws ParlanceException.InvalidRequest when there is one, or it cannot be written */
    void write(String name, String text) {
        try {
            Files.writeString(path(name), text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException there) {
            throw fault(name, "there is such a file already; choose another name");
        } catch (NoSuchFileException missing) {
            throw fault(name, "there is no such folder");
        } catch (InvalidPathException | IOException unwritable) {
            throw fault(name, "this cannot be written (" + unwritable.getMessage() + ")");
        }
    }

    /**
     * The file with what was typed, which nobody else may read: {@code $PARLANCE_HISTORY}, else {@code parlance/history} in the folder for
     * state (XDG Base Directory Specification). Null when the variable says {@code off} or the file cannot be had.
     */
    public @Nullable Path history() {
        String named = environment.getOrDefault("PARLANCE_HISTORY", "");
        if (named.equals("off")) {
            return null;
        }
        try {
            Path given = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
            // The specification has relative paths ignored.
            Path state = given.isAbsolute()
                    ? given
                    : UserFolders.of(environment).home().resolve(".local").resolve("state");
            Path file = named.isEmpty() ? state.resolve("parlance").resolve("history") : path(named);
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            return Files.isWritable(file) ? file : null;
        } catch (InvalidPathException | IOException unusable) {
            return null;
        }
    }

    private Path path(String name) {
        return name.startsWith("~/") ? UserFolders.of(environment).home().resolve(name.substring(2)) : Path.of(name);
    }

    private static ParlanceException fault(String name, String what) {
        return new ParlanceException.InvalidRequest(Failure.of(name + ": " + what + "."));
    }
}

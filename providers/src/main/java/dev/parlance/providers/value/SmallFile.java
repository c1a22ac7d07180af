package dev.parlance.providers.value;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file that holds a key, a token or a little JSON. */
public final class SmallFile {
    private static final int LARGEST = 64 * 1024;

    private SmallFile() {}

    /**
     * The text of the file without white space at its ends.
     *
     * @throws ParlanceException.Misconfigured when there is none; the message names the file and shows nothing of its content
     */
    public static String read(Path file) {
        if (Files.isDirectory(file)) {
            throw wrong(file + " is a folder", "Name a file in it.");
        }
        if (Files.notExists(file)) {
            throw wrong("There is no file " + file, "Create it, or correct the path.");
        }
        // A pipe would keep us waiting for ever.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw wrong(file + " is no ordinary file", "Write the text into a file, or use ${cmd:...}.");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw wrong(file + " is larger than 64 KiB", "It is to hold one key or token and nothing else.");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .strip();
            if (text.isEmpty()) {
                throw wrong(file + " is empty", "Write the text into it.");
            }
            return text;
        } catch (AccessDeniedException denied) {
            throw wrong(file + " must not be read by this user", "Change its owner or its permissions.");
        } catch (CharacterCodingException notText) {
            throw wrong(file + " is no text in UTF-8", "It is to hold one key or token and nothing else.");
        } catch (IOException unreadable) {
            throw wrong(
                    file + " cannot be read (" + unreadable.getClass().getSimpleName() + ")",
                    "Try to open it as the same user.");
        }
    }

    /** Whether its group or everyone may read it, where files have owners. */
    static boolean isOpenToOthers(Path file) {
        try {
            Set<PosixFilePermission> allowed = Files.getPosixFilePermissions(file);
            return allowed.contains(PosixFilePermission.GROUP_READ)
                    || allowed.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static ParlanceException wrong(String message, String advice) {
        return new ParlanceException.Misconfigured(Failure.of(message, advice));
    }
}

package dev.parlance.cli.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files as text. A path comes from {@link Workspace#resolve} and so has no link in it; one that was put there since is not followed. */
final class TextFile {
    private static final int LOOKED_AT = 8192;

    private TextFile() {}

    /** A stream of what is a file and no pipe or device, which might never end. */
    static InputStream open(Path file, String shown) throws ToolFault, IOException {
        if (Files.isDirectory(file)) {
            throw new ToolFault(shown + " is a folder.");
        }
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ToolFault("There is no file " + shown + ".");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ToolFault(shown + " is no ordinary file.");
        }
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** All of it. */
    static String read(Path file, String shown, int mostBytes) throws ToolFault, IOException {
        byte[] bytes;
        try (InputStream in = open(file, shown)) {
            bytes = in.readNBytes(mostBytes + 1);
        }
        if (bytes.length > mostBytes) {
            throw new ToolFault(shown + " is larger than " + mostBytes + " bytes.");
        }
        String text = text(bytes);
        if (text == null) {
            throw binary(file, shown);
        }
        return text;
    }

    /** The bytes as text, or null when they are none. */
    static @Nullable String text(byte[] bytes) {
        if (looksBinary(bytes)) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException noText) {
            return null;
        }
    }

    static boolean looksBinary(byte[] beginning) {
        for (int at = 0; at < Math.min(beginning.length, LOOKED_AT); at++) {
            if (beginning[at] == 0) {
                return true;
            }
        }
        return false;
    }

    static ToolFault binary(Path file, String shown) throws IOException {
        return new ToolFault(shown + " is no UTF-8 text but a binary file of " + Files.size(file) + " bytes.");
    }
}

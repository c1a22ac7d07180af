package dev.parlance.cli;

import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.MalformedJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that a command was given, or standard input; knows how to name a place in it. */
final class Input {
    private final String name;
    private final byte[] bytes;

    private Input(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** Reads the file; {@code -} and null mean standard input. */
    static Input read(@Nullable String file, InputStream standardInput) {
        String name = file == null || file.equals("-") ? "standard input" : file;
        try {
            return new Input(
                    name, name.equals(file) ? Files.readAllBytes(Path.of(file)) : standardInput.readAllBytes());
        } catch (NoSuchFileException missing) {
            throw new CommandFailure(name + ": there is no such file.");
        } catch (AccessDeniedException denied) {
            throw new CommandFailure(name + ": this file may not be read; look at its permissions.");
        } catch (InvalidPathException | IOException unreadable) {
            throw new CommandFailure(name + ": this cannot be read (" + unreadable.getMessage() + ").");
        }
    }

    /** What stands in it; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** A failure at the line of that top-level member; at the first line when there is no such member. */
    CommandFailure at(@Nullable String member, String message) {
        return at(lineOf(member), message);
    }

    /** A failure at that line. */
    CommandFailure at(int line, String message) {
        return new CommandFailure(name + ":" + Math.max(line, 1) + ": " + message);
    }

    /**
     * Checks that this is one JSON object.
     *
     * @param what it should be
     * @throws CommandFailure with the line where it is none
     */
    void requireObject(String what) {
        try (JsonReader reader = JsonReader.of(bytes, 0, bytes.length)) {
            if (!reader.isObject()) {
                throw reader.expected(what + ", which is an object");
            }
            reader.skip();
            reader.end();
        } catch (MalformedJson fault) {
            throw at(fault.line(), String.valueOf(fault.getMessage()));
        }
    }

    private int lineOf(@Nullable String member) {
        if (member == null) {
            return 1;
        }
        String wireName = member.replace('-', '_');
        try (JsonReader reader = JsonReader.of(bytes, 0, bytes.length)) {
            for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
                if (name.equals(wireName)) {
                    return reader.expected("").line();
                }
                reader.skip();
            }
        } catch (MalformedJson fault) {
            return fault.line();
        }
        return 1;
    }
}

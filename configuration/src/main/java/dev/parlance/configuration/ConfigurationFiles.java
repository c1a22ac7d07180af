package dev.parlance.configuration;

import dev.parlance.providers.value.UserFolders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where configuration files lie, and their text. */
public final class ConfigurationFiles {
    /** The variable that names the file. */
    public static final String VARIABLE = "PARLANCE_CONFIG";

    private static final long LARGEST = 4L << 20;

    private ConfigurationFiles() {}

    /** Where a file is looked for when none is named, in this order. */
    public static List<Path> places(Map<String, String> environment) {
        List<Path> places = new ArrayList<>();
        places.add(Path.of("parlance.toml"));
        String roaming = environment.getOrDefault("APPDATA", "").strip();
        if (!roaming.isEmpty()) {
            places.add(Path.of(roaming, "parlance", "config.toml"));
        }
        places.add(
                UserFolders.of(environment).configuration().resolve("parlance").resolve("config.toml"));
        return places;
    }

    /** The file to read, or null when none is named and none is there. @throws ConfigurationFault when the named one is no path */
    static @Nullable Path find(@Nullable Path explicit, Map<String, String> environment) {
        if (explicit != null) {
            return explicit;
        }
        String named = environment.getOrDefault(VARIABLE, "").strip();
        if (!named.isEmpty()) {
            try {
                return Path.of(named);
            } catch (InvalidPathException invalid) {
                throw fault(
                        named, "the variable " + VARIABLE + " names no path", "Set it to a file, or leave it unset.");
            }
        }
        for (Path place : places(environment)) {
            if (Files.exists(place)) {
                return place;
            }
        }
        return null;
    }

    /** The text of the file. @throws ConfigurationFault when it cannot be read */
    static String text(Path file) {
        String text;
        try {
            if (!Files.exists(file)) {
                throw fault(
                        file.toString(),
                        "there is no such file",
                        "Check the path given by --config or " + VARIABLE + ".");
            }
            if (Files.isDirectory(file)) {
                throw fault(file.toString(), "this is a folder", "Name the file in it.");
            }
            if (Files.size(file) > LARGEST) {
                throw fault(file.toString(), "the file is larger than 4 MiB", "Is it the right one?");
            }
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw fault(
                    file.toString(),
                    "the file is not UTF-8",
                    "Save it as UTF-8; PowerShell's > writes UTF-16, use Set-Content -Encoding utf8 there.");
        } catch (AccessDeniedException denied) {
            throw fault(file.toString(), "the file may not be read", "Give the user that runs Parlance the right to.");
        } catch (IOException unreadable) {
            throw fault(file.toString(), "the file cannot be read: " + reason(unreadable), null);
        }
        // Windows' Notepad used to begin files so.
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String reason(IOException unreadable) {
        String message = unreadable.getMessage();
        return message == null ? unreadable.getClass().getSimpleName() : message;
    }

    private static ConfigurationFault fault(String file, String message, @Nullable String advice) {
        return new ConfigurationFault(List.of(new Fault(file, 0, 0, null, message, advice)));
    }

    /** Whether everybody on this machine can read it. */
    static boolean isOpenToOthers(Path file) {
        try {
            PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}

package dev.parlance.cli.modelsdev;

import dev.parlance.catalog.Catalog;
import dev.parlance.configuration.Configuration;
import dev.parlance.configuration.ConfigurationFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Appends tables to a configuration file, or makes one: the whole file loads without a fault afterwards, or nothing changes. */
public final class ConfigurationAppend {
    private ConfigurationAppend() {}

    /**
     * Appends.
     *
     * @param file which need not be there; its folder is made too
     * @param environment what the configuration refers to
     * @throws ConfigurationFault when the whole would not load; the file is as it was
     * @throws IOException when it cannot be written; the file is as it was
     */
    public static void append(Path file, String tables, Map<String, String> environment) throws IOException {
        // What a link stands for is replaced, not the link.
        Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = real.getParent();
        if (folder == null) {
            throw new IOException("it is in no folder");
        }
        Files.createDirectories(folder, only("rwx------"));
        String before = Files.exists(real) ? Files.readString(real) : "";
        // In the same folder, where relative paths in it mean the same.
        Path written = Files.createTempFile(folder, "." + real.getFileName(), ".new", only("rw-------"));
        try {
            Files.writeString(written, joined(before, tables), StandardCharsets.UTF_8);
            Configuration.inspect(written, environment, Catalog.bundled());
            if (Files.exists(real) && isPosix()) {
                Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(real));
            }
            try {
                Files.move(written, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException elsewhere) {
                Files.move(written, real, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static String joined(String before, String tables) {
        if (before.isBlank()) {
            return before + tables;
        }
        return before + (before.endsWith("\n") ? "\n" : "\n\n") + tables;
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] only(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}

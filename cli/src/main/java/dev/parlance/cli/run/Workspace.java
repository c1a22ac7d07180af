package dev.parlance.cli.run;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The folder that tools may see, and nothing beside it: neither by dots nor through symbolic links. */
final class Workspace {
    private final Path root;
    private final Set<Path> hidden;

    private Workspace(Path root, Set<Path> hidden) {
        this.root = root;
        this.hidden = hidden;
    }

    /** @throws ParlanceException.InvalidRequest when it is no folder */
    static Workspace of(Path folder) {
        try {
            Path real = folder.toRealPath();
            if (Files.isDirectory(real)) {
                return new Workspace(real, Set.of());
            }
        } catch (IOException missing) {
            // Said below.
        }
        throw new ParlanceException.InvalidRequest(Failure.of("--root " + folder + ": there is no such folder"));
    }

    /** The same but for files that hold keys: reading asks nobody, and what is read is sent to the model's host. */
    Workspace hiding(Collection<Path> files) {
        Set<Path> real = new HashSet<>(hidden);
        for (Path file : files) {
            try {
                real.add(file.toRealPath());
            } catch (IOException missing) {
                // Then nobody can read it.
            }
        }
        return new Workspace(root, Set.copyOf(real));
    }

    Path root() {
        return root;
    }

    /** Whether that file, links followed, is not to be read. */
    boolean hides(Path real) {
        return hidden.contains(real);
    }

    /**
     * Where a path of the model's leads, links followed. Need not exist.
     *
     * @throws ToolFault when that is outside
     */
    Path resolve(String written) throws ToolFault, IOException {
        Path path;
        try {
            path = root.resolve(written).normalize();
        } catch (InvalidPathException impossible) {
            throw new ToolFault("This is no path: " + written);
        }
        if (!path.startsWith(root)) {
            throw outside(written);
        }
        Path existing = path;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = parent(existing, written);
        }
        Path real;
        try {
            real = existing.toRealPath();
        } catch (IOException nowhere) {
            // A link to nothing, or in circles: what is made through it would be made elsewhere.
            throw new ToolFault(written + " is a symbolic link that leads nowhere.");
        }
        if (!real.startsWith(root)) {
            throw outside(written);
        }
        if (hides(real)) {
            throw new ToolFault(
                    written + " belongs to the configuration of this program and may hold keys. It is not read.");
        }
        return real.resolve(existing.relativize(path)).normalize();
    }

    /** As the model and the user read it. */
    String shown(Path path) {
        String shown = root.relativize(path).toString().replace('\\', '/');
        return shown.isEmpty() ? "." : shown;
    }

    private static Path parent(Path path, String written) throws ToolFault {
        @Nullable Path parent = path.getParent();
        if (parent == null) {
            throw outside(written);
        }
        return parent;
    }

    private static ToolFault outside(String written) {
        return new ToolFault(written + " is outside of the folder you may use. Paths are relative to it: for example "
                + "src/Main.java. You cannot leave it.");
    }
}

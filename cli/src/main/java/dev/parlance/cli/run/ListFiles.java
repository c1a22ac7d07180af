package dev.parlance.cli.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists a folder and, so far as wanted, those in it. Links are named and not followed. Not thread-safe. */
final class ListFiles {
    static final int DEEPEST = 8;
    private static final int MOST = 500;

    private final Workspace workspace;
    private final List<String> lines = new ArrayList<>();
    private boolean more;

    ListFiles(Workspace workspace) {
        this.workspace = workspace;
    }

    String text(Path folder, int depth) throws ToolFault, IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new ToolFault(
                    Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                            ? workspace.shown(folder) + " is no folder."
                            : "There is no folder " + workspace.shown(folder) + ".");
        }
        list(folder, depth);
        if (more) {
            lines.add("[There are more than " + MOST + "; list a folder in it.]");
        }
        return lines.isEmpty() ? "(" + workspace.shown(folder) + " is empty)" : String.join("\n", lines);
    }

    private void list(Path folder, int depth) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                if (entries.size() > MOST) {
                    more = true;
                    break;
                }
                entries.add(entry);
            }
        }
        entries.sort(null);
        for (Path entry : entries) {
            if (lines.size() >= MOST) {
                more = true;
                return;
            }
            lines.add(line(entry));
            // What git keeps for itself is many files and tells nobody anything.
            if (depth > 1
                    && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                    && !entry.endsWith(".git")
                    && Files.isReadable(entry)) {
                list(entry, depth - 1);
            }
        }
    }

    private String line(Path entry) throws IOException {
        String shown = workspace.shown(entry);
        if (Files.isSymbolicLink(entry)) {
            return shown + " -> " + Files.readSymbolicLink(entry);
        }
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            return shown + "/";
        }
        return shown + (Files.isRegularFile(entry) ? " (" + Files.size(entry) + " bytes)" : " (no ordinary file)");
    }
}

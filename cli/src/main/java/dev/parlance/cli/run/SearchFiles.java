package dev.parlance.cli.run;

import dev.parlance.providers.value.OneLine;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Finds lines in text files. Links are not followed. Not thread-safe. */
final class SearchFiles {
    private static final int MOST_MATCHES = 100;
    private static final int MOST_FILES = 50_000;
    private static final int MOST_BYTES = 8 << 20;

    private final Workspace workspace;
    private final Pattern pattern;
    private final @Nullable PathMatcher names;
    private final List<String> matches = new ArrayList<>();
    private int files;
    private boolean more;

    /** @param glob of file names, for example {@code *.java}, or null for all */
    SearchFiles(Workspace workspace, String words, boolean regex, boolean ignoreCase, @Nullable String glob)
            throws ToolFault {
        this.workspace = workspace;
        try {
            this.pattern = Pattern.compile(
                    words,
                    (regex ? 0 : Pattern.LITERAL) | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0));
            this.names = glob == null ? null : FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException wrong) {
            throw new ToolFault("The pattern cannot be read: " + OneLine.of(String.valueOf(wrong.getMessage())));
        }
    }

    String text(Path start) throws ToolFault, IOException {
        if (!Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
            throw new ToolFault("There is no file or folder " + workspace.shown(start) + ".");
        }
        Files.walkFileTree(start, new Walk());
        if (matches.isEmpty()) {
            return "No line matches in " + files + " files.";
        }
        return String.join("\n", matches) + (more ? "\n[There is more; search for something rarer.]" : "");
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            boolean wanted = attributes.isRegularFile()
                    && attributes.size() <= MOST_BYTES
                    && !workspace.hides(file)
                    && (names == null || names.matches(file.getFileName()));
            if (wanted) {
                if (files++ >= MOST_FILES) {
                    more = true;
                    return FileVisitResult.TERMINATE;
                }
                search(file);
            }
            return more ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
        }
    }

    private void search(Path file) throws IOException {
        String text = Files.isReadable(file) ? TextFile.text(Files.readAllBytes(file)) : null;
        if (text == null) {
            return;
        }
        int number = 0;
        for (String line : text.split("\r?\n", -1)) {
            number++;
            if (pattern.matcher(new Interruptible(line)).find()) {
                if (matches.size() >= MOST_MATCHES) {
                    more = true;
                    return;
                }
                matches.add(workspace.shown(file) + ":" + number + ": " + OneLine.of(line));
            }
        }
    }

    /** A text that some patterns need for ever to search, and that ends this when the thread is interrupted. */
    private record Interruptible(CharSequence text) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("The search was stopped");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Interruptible(text.subSequence(start, end));
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}

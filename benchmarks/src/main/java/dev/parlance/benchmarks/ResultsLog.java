package dev.parlance.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** The file to which every run appends what it found and where: day, commit, JDK, cores, kernel, never the name of the machine. */
public final class ResultsLog {
    private final Path checkout;

    /** The log of that checkout. */
    public ResultsLog(Path checkout) {
        this.checkout = checkout;
    }

    /** Appends a section. */
    public void append(String title, String remarks, String table) throws IOException, InterruptedException {
        String section = "\n## " + LocalDate.now(ZoneOffset.UTC) + ", " + commit() + ": " + title + "\n\n" + machine()
                + (remarks.isEmpty() ? "" : " " + remarks) + "\n\n" + table;
        Files.writeString(
                checkout.resolve("benchmarks/results.md"),
                section,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static String machine() {
        return "JDK " + System.getProperty("java.runtime.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch") + ".";
    }

    private String commit() throws IOException, InterruptedException {
        String commit = git("rev-parse", "--short", "HEAD");
        boolean changed =
                !git("status", "--porcelain", "--", ":!benchmarks/results.md").isEmpty();
        return commit.isEmpty() ? "no commit" : changed ? commit + " with changes" : commit;
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        Process git = new ProcessBuilder(concat(List.of("git", "-C", checkout.toString()), List.of(arguments)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream output = git.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? text : "";
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}

package dev.parlance.benchmarks.library;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One library, with a small program of its own that asks with it.
 *
 * @param classes the program's classes
 * @param jars what the library brings
 */
record Peer(String name, Path classes, List<Path> jars) {
    /**
     * What one process did.
     *
     * @param firstMillis from the start of the process to its first answer
     * @param bytes allocated for each warm call, 0 when none was made
     * @param micros of each warm call
     */
    record Run(double firstMillis, long bytes, double micros) {}

    long kilobytes() throws IOException {
        long bytes = 0;
        for (Path jar : jars) {
            bytes += Files.size(jar);
        }
        return bytes / 1024;
    }

    /** Runs the program once. */
    Run run(Path java, String baseUrl, boolean warm) throws IOException, InterruptedException {
        StringBuilder path = new StringBuilder(classes.toString());
        jars.forEach(jar -> path.append(File.pathSeparatorChar).append(jar));
        ProcessBuilder command = new ProcessBuilder(
                        java.toString(), "-cp", path.toString(), "dev.parlance.peers.Main", baseUrl)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        Process process = command.start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            line(out, "first ");
            double first = (System.nanoTime() - start) / 1e6;
            process.getOutputStream().write(warm ? 'w' : 'q');
            process.getOutputStream().close();
            if (!warm) {
                return new Run(first, 0, 0);
            }
            String[] told = line(out, "warm ").split(" ", -1);
            return new Run(first, Long.parseLong(told[1]), Long.parseLong(told[2]) / 1e3);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private String line(BufferedReader out, String start) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new IOException(name + " ended without saying \"" + start.strip() + "\"");
    }
}

package dev.parlance.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs lines in bash, in a folder, with a command {@code parlance} and no environment of ours. */
record Shell(Path folder) {
    /** What the lines printed to standard output and standard error, and the last exit code. */
    record Result(int code, String out, String err) {}

    /** The words that start the program. */
    static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
    }

    /** Runs the lines; standard input is empty. */
    Result run(String lines) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("lines.sh"),
                "parlance() { " + java().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "))
                        + " \"$@\"; }\n" + lines + "\n");
        Path out = folder.resolve("lines.out");
        Path err = folder.resolve("lines.err");
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString())
                .directory(folder.toFile())
                .redirectInput(Files.writeString(folder.resolve("lines.in"), "").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        if (!process.waitFor(100, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("This goes on and on: " + lines);
        }
        return new Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}

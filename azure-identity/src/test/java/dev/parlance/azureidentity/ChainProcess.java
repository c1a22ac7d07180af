package dev.parlance.azureidentity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs {@link IssueTokens} or another program once, with an environment and a home folder of its own. Nothing it prints may carry the mark. */
final class ChainProcess {
    static final String SCOPE = "https://cognitiveservices.azure.com/.default";
    /** In every secret of these tests. */
    static final String MARK = "marked";

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> options = new ArrayList<>();
    private Class<?> program = IssueTokens.class;
    private String times = "1";
    private String clientId = "";
    private String authority = "";
    private String patience = "";

    /** Without a PATH that leads to programs of this machine, and with an identity service of machines that is closed. */
    ChainProcess(Path folder) {
        this.folder = folder;
        environment("PATH", folder.toString());
        environment("HOME", folder.toString());
        environment("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:1");
        options.add("-Duser.home=" + folder);
    }

    ChainProcess environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    ChainProcess option(String option) {
        options.add(option);
        return this;
    }

    ChainProcess program(Class<?> type) {
        program = type;
        return this;
    }

    ChainProcess times(int number) {
        times = Integer.toString(number);
        return this;
    }

    ChainProcess clientId(String id) {
        clientId = id;
        return this;
    }

    ChainProcess authority(String url) {
        authority = url;
        return this;
    }

    /** How long one answer is waited for, instead of the usual time. */
    ChainProcess patience(int seconds) {
        patience = Integer.toString(seconds);
        return this;
    }

    /** One line a token, {@code text form expiry}, or the kind and message of the failure. */
    List<String> results() {
        Path results = folder.resolve("results");
        Path printed = folder.resolve("printed");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                results.toString(),
                times,
                clientId,
                authority,
                patience));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            int status = builder.start().waitFor();
            String said = Files.readString(printed);
            assertThat(status).as(said).isZero();
            assertThat(said).doesNotContain(MARK);
            return Files.readAllLines(results);
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** The only result. */
    String result() {
        return String.join("\n", results());
    }
}

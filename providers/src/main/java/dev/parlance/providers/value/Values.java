package dev.parlance.providers.value;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.value.Template.Part;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills templates. Every reading asks the files and commands anew; whoever needs the text often keeps it. Thread-safe. */
public final class Values {
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(30);

    private final Map<String, String> environment;
    private final UserFolders folders;
    private final Path base;
    private final Duration commandTimeout;
    private final Set<Path> openToOthers = new LinkedHashSet<>();

    /**
     * Commands may take 30 seconds.
     *
     * @param environment the variables, which commands get too
     * @param base the folder of the configuration, where relative paths begin and commands run
     */
    public Values(Map<String, String> environment, Path base) {
        this(environment, base, COMMAND_TIMEOUT);
    }

    /** The same with another time limit for each command. */
    public Values(Map<String, String> environment, Path base, Duration commandTimeout) {
        this.environment = Map.copyOf(environment);
        this.folders = UserFolders.of(environment);
        this.base = base.toAbsolutePath();
        this.commandTimeout = commandTimeout;
    }

    /**
     * The text with all places filled. White space at the ends of what fills them is dropped.
     *
     * @throws ParlanceException.Misconfigured when a variable is not set, a file cannot be read or a command fails or prints nothing; the
     *     message names it and never shows what it gave
     * @throws ParlanceException.Cancelled when the thread is interrupted while a command runs
     */
    public String read(Template template) {
        StringBuilder all = new StringBuilder();
        for (Part part : template.parts()) {
            all.append(
                    switch (part) {
                        case Part.Text(String text) -> text;
                        case Part.Place(Template.Kind kind, String words) ->
                            switch (kind) {
                                case ENV -> variable(words);
                                case FILE -> file(words);
                                case CMD -> command(words);
                            };
                    });
        }
        return all.toString();
    }

    /** What is unwise about the files read so far, a sentence or two each. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        synchronized (openToOthers) {
            for (Path file : openToOthers) {
                warnings.add(
                        "Others on this machine can read " + file + ". Take that away, for example: chmod 600 " + file);
            }
        }
        return warnings;
    }

    private String variable(String name) {
        String text = environment.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            throw wrong(
                    "The environment variable " + name + " is not set",
                    "Set it where Parlance is started, or take ${env:" + name + "} out of the configuration.");
        }
        return text;
    }

    private String file(String words) {
        Path file = path(words);
        String text = SmallFile.read(file);
        if (SmallFile.isOpenToOthers(file)) {
            synchronized (openToOthers) {
                openToOthers.add(file);
            }
        }
        return text;
    }

    private Path path(String words) {
        try {
            return words.startsWith("~/") ? folders.home().resolve(words.substring(2)) : base.resolve(words);
        } catch (InvalidPathException invalid) {
            throw wrong("${file:" + OneLine.of(words) + "} is no path", "Correct it.");
        }
    }

    private String command(String line) {
        Command command = Command.shell(line, environment, base, commandTimeout);
        Command.Ended ended = command.run();
        if (ended.status() != 0) {
            throw wrong(
                    command.shown() + " failed with " + ended,
                    ended.status() == 127
                            ? "The shell does not find the program: install it or write its whole path."
                            : "Run it in a terminal to see; Parlance gives it no input.");
        }
        if (ended.output().isEmpty()) {
            throw wrong(command.shown() + " printed nothing", "It is to print the key or token.");
        }
        return ended.output();
    }

    private static ParlanceException wrong(String message, String advice) {
        return new ParlanceException.Misconfigured(Failure.of(message, advice));
    }
}

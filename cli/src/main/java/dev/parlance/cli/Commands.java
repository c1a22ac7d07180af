package dev.parlance.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The commands, in the order of the help. Each is made by itself, for reading the options of all of them takes longer than most commands
 * run.
 */
enum Commands {
    ASK,
    CHAT,
    RUN,
    SERVE,
    SANDBOX,
    EXPLAIN,
    DECODE,
    CONFORMANCE,
    CONFIG,
    DOCTOR,
    PROVIDERS,
    MODELS,
    LOGIN,
    COMPLETION;

    /** Adds the one that is asked for; all of them when none is clearly meant, or when the one meant has to know the others. */
    static void add(CommandLine program, Console console, String... arguments) {
        Commands asked = arguments.length == 0 ? null : named(arguments[0]);
        if (asked != null && asked != COMPLETION) {
            program.addSubcommand(asked.word(), asked.made(console));
            return;
        }
        for (Commands command : values()) {
            program.addSubcommand(command.word(), command.made(console));
        }
    }

    private static @Nullable Commands named(String word) {
        for (Commands command : values()) {
            if (command.word().equals(word)) {
                return command;
            }
        }
        return null;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private Object made(Console console) {
        return switch (this) {
            case ASK -> new Ask(console);
            case CHAT -> new Chat(console);
            case RUN -> new Run(console);
            case SERVE -> new Serve(console);
            case SANDBOX -> new Sandbox(console);
            case EXPLAIN -> new Explain(console);
            case DECODE -> new Decode(console);
            case CONFORMANCE -> new Conformance(console);
            case CONFIG -> Config.of(console);
            case DOCTOR -> new Doctor(console);
            case PROVIDERS -> new ProvidersList(console);
            case MODELS -> ModelsList.of(console);
            case LOGIN -> new Login(console);
            case COMPLETION -> new Completion(console);
        };
    }
}

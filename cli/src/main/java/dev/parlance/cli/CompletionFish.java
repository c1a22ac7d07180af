package dev.parlance.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completions for fish, which picocli does not write: a line for each command and each option, that counts where the words before the
 * cursor lead to its command.
 *
 * <p>Source: fish documentation, {@code complete} and "Writing your own completions".
 */
record CompletionFish(CommandSpec program) {
    /** The whole script. */
    String script() {
        String name = program.name();
        List<String> paths = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        command(program, "", paths, lines);
        StringBuilder script = new StringBuilder();
        script.append("# Completions of ").append(name).append(" for fish.\n");
        script.append("set -g __").append(name).append("_commands");
        paths.forEach(path -> script.append(' ').append(quoted(path)));
        script.append("\n\n");
        script.append("# Whether the words before the cursor lead to the command that is named.\n");
        script.append("function __").append(name).append("_at\n");
        script.append("    set -l path ''\n");
        script.append("    for word in (commandline -opc)[2..-1]\n");
        script.append("        set -l next (string trim -- \"$path $word\")\n");
        script.append("        if contains -- $next $__").append(name).append("_commands\n");
        script.append("            set path $next\n");
        script.append("        end\n");
        script.append("    end\n");
        script.append("    test \"$path\" = \"$argv\"\n");
        script.append("end\n\n");
        lines.forEach(line -> script.append(line).append('\n'));
        return script.toString();
    }

    private void command(CommandSpec command, String path, List<String> paths, List<String> lines) {
        String start = "complete -c " + program.name() + " -n "
                + quoted("__" + program.name() + "_at" + (path.isEmpty() ? "" : " " + path));
        if (command.positionalParameters().stream().noneMatch(CompletionFish::takesFiles)) {
            lines.add(start + " -f");
        }
        command.positionalParameters().forEach(parameter -> {
            String candidates = candidates(parameter);
            if (!candidates.isEmpty()) {
                lines.add(start + " -a " + quoted(candidates));
            }
        });
        command.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> lines.add(start + option(option)));
        for (Map.Entry<String, CommandLine> below : command.subcommands().entrySet()) {
            CommandSpec inner = below.getValue().getCommandSpec();
            if (inner.usageMessage().hidden()) {
                continue;
            }
            lines.add(start + " -a " + quoted(below.getKey())
                    + described(inner.usageMessage().description()));
            String further = path.isEmpty() ? below.getKey() : path + " " + below.getKey();
            paths.add(further);
            command(inner, further, paths, lines);
        }
    }

    private static String option(OptionSpec option) {
        StringBuilder line = new StringBuilder();
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            // -x: a value is wanted and it is no file; -r -F: it is one.
            line.append(takesFiles(option) ? " -r -F" : " -x");
            String candidates = candidates(option);
            line.append(candidates.isEmpty() ? "" : " -a " + quoted(candidates));
        }
        return line + described(option.description());
    }

    private static boolean takesFiles(ArgSpec argument) {
        return argument.paramLabel().toUpperCase(Locale.ROOT).contains("FILE");
    }

    private static String candidates(ArgSpec argument) {
        Iterable<String> candidates = argument.completionCandidates();
        return candidates == null
                ? ""
                : String.join(
                        " ",
                        StreamSupport.stream(candidates.spliterator(), false).toList());
    }

    /** The first sentence: fish shows one line. */
    private static String described(String[] description) {
        if (description.length == 0) {
            return "";
        }
        String first = description[0];
        int end = first.indexOf(". ");
        return " -d " + quoted(end < 0 ? first : first.substring(0, end + 1));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

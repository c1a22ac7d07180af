package dev.parlance.cli;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.ListedModel;
import dev.parlance.providers.Providers;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What can stand behind options, for the scripts that complete them. Put in when a script is made and not where the options are declared: the
 * models of this configuration are many, and no other command has a use for the list.
 *
 * @param models that can be called with the settings of today
 */
record CompletionWords(List<String> models) {
    private static final String MODEL = "--model";
    private static final Map<String, List<String>> FIXED = Map.of(
            "--think", List.of("off", "on", "minimal", "low", "medium", "high", "xhigh", "max"),
            "--tools", List.of("files", "shell", "http"),
            "--allow", List.of("write", "shell", "http", "mcp", "all", "local"));

    /** With the models of the settings of today; without any, where these cannot be used. */
    static CompletionWords now(Console console) {
        try {
            Setup setup = Setup.load(null, console);
            Providers real = setup.providers();
            // As when a model is asked: without any key all hosts are simulated. Nobody calls them here.
            Providers callable = real.anyUsable() || !real.problems().isEmpty()
                    ? real
                    : setup.sandbox(host -> "http://127.0.0.1/" + host);
            return new CompletionWords(callable.models().stream()
                    .filter(listed -> !listed.retired())
                    .map(ListedModel::id)
                    .toList());
        } catch (CommandFailure | ParlanceException unusable) {
            return new CompletionWords(List.of());
        }
    }

    /** Puts them in, for that command and those below it. */
    void addTo(CommandSpec command) {
        for (OptionSpec option : List.copyOf(command.options())) {
            List<String> words = words(option.longestName());
            if (!words.isEmpty()) {
                command.remove(option);
                command.addOption(
                        OptionSpec.builder(option).completionCandidates(words).build());
            }
        }
        for (CommandLine below : command.subcommands().values()) {
            addTo(below.getCommandSpec());
        }
    }

    private List<String> words(String option) {
        return option.equals(MODEL) ? models : FIXED.getOrDefault(option, List.of());
    }
}

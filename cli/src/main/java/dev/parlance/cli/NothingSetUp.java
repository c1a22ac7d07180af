package dev.parlance.cli;

import dev.parlance.configuration.ConfigurationFiles;

/** What to do when no provider is set up at all. */
final class NothingSetUp {
    private NothingSetUp() {}

    static void say(Console console) {
        console.err()
                .println("No provider is set up here. Set the key of one in the environment, for example"
                        + " MOONSHOT_API_KEY, or write a table [providers.NAME] into "
                        + ConfigurationFiles.places(console.environment()).getLast() + ".");
        console.err()
                .println("parlance providers --all lists every provider with its variables;"
                        + " parlance serve simulates all of them until then.");
    }
}

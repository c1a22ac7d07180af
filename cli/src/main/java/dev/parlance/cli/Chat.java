package dev.parlance.cli;

import dev.parlance.cli.ask.StandardStreams;
import dev.parlance.cli.chat.ChatFiles;
import dev.parlance.cli.chat.ChatSession;
import dev.parlance.cli.chat.PipePlace;
import dev.parlance.cli.chat.PipeScreen;
import dev.parlance.cli.chat.Place;
import dev.parlance.cli.chat.Screen;
import dev.parlance.cli.chat.TerminalPlace;
import dev.parlance.cli.chat.TerminalScreen;
import dev.parlance.cli.terminal.Look;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Thinking;
import dev.parlance.providers.ListedModel;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A conversation: at a terminal with an editor, Markdown and folded thinking; in a pipe line by line. */
@Command(
        name = "chat",
        description = {
            "A conversation with a model.",
            "/help lists what can be typed beside questions. In a pipe each line is a question or a command."
                    + " Without any key the answers are simulated."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Program.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:left, or in a pipe: every question was answered",
            "1, 3:in a pipe: as those of ask, for the last question that failed",
            "2:wrong usage or settings; in a pipe also of a command",
            "130:left by Ctrl-C"
        })
final class Chat implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final CallOptions options = new CallOptions();

    @Option(names = "--strict", description = "Refuse requests where something asked would be lost or changed.")
    private boolean strict;

    @Option(names = "--fold", description = "Begin with thinking folded into one line.")
    private boolean folded;

    @Option(names = "--no-history", description = "Neither read nor write the history of what was typed.")
    private boolean forgetful;

    Chat(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        // Tests and embedders bring streams of their own, which are no terminals.
        StandardStreams terminals = console.in() == System.in ? StandardStreams.ofThisProcess() : StandardStreams.PIPED;
        ChatRequest wishes = options.request().build();
        Setup setup = options.setup(console);
        try (AskDoor door = options.door(setup)) {
            ChatFiles files = new ChatFiles(console.environment());
            TerminalPlace terminal = terminals.in() && terminals.out() ? terminal(door, files) : null;
            if (terminal == null) {
                return piped(door, wishes, files, terminals);
            }
            try (terminal) {
                Look look = Look.of(console.environment());
                Screen screen = new TerminalScreen(terminal.writer(), terminal::width, look, folded, System::nanoTime);
                screen.remark("parlance chat with " + door.modelName() + ". /help lists the commands, Ctrl-D leaves.");
                sayIfSimulated(door, screen);
                try (ChatSession session = session(door, wishes, files, terminal, screen)) {
                    return session.run().interrupted() ? AskEnd.INTERRUPTED : ExitCode.DONE;
                }
            }
        }
    }

    private int piped(AskDoor door, ChatRequest wishes, ChatFiles files, StandardStreams terminals) {
        Screen screen = new PipeScreen(console.out(), console.err(), terminals);
        sayIfSimulated(door, screen);
        try (ChatSession session = session(door, wishes, files, new PipePlace(console.in()), screen)) {
            session.run();
            return session.code();
        }
    }

    private static void sayIfSimulated(AskDoor door, Screen screen) {
        if (door.simulation() != null) {
            screen.remark(
                    "sandbox: no key of a host is set, so the answers are simulated. For real answers set one, for"
                            + " example MOONSHOT_API_KEY. See: parlance providers --all");
        }
    }

    private ChatSession session(AskDoor door, ChatRequest wishes, ChatFiles files, Place place, Screen screen) {
        ChatSession.Surroundings around = new ChatSession.Surroundings(
                door.providers(), strict ? Policy.STRICT : Policy.ADAPT, new ChatJudge(), Chat::wish, files);
        return new ChatSession(around, place, screen, door.model(), wishes, options.system());
    }

    /** The terminal with its editor; null where it cannot be set, as in the plain console of Windows: there lines are read as they come. */
    private @Nullable TerminalPlace terminal(AskDoor door, ChatFiles files) {
        try {
            return TerminalPlace.open(
                    console.environment(),
                    forgetful ? null : files.history(),
                    () -> door.providers().models().stream()
                            .filter(listed -> !listed.retired())
                            .map(ListedModel::id)
                            .toList());
        } catch (IOException | IllegalStateException unusable) {
            return null;
        }
    }

    private static @Nullable Thinking wish(String word) {
        try {
            return AskThinking.parse(word).wish();
        } catch (TypeConversionException noWord) {
            return null;
        }
    }
}

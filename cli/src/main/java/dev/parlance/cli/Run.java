package dev.parlance.cli;

import dev.parlance.agent.AgentOutcome;
import dev.parlance.agent.Budgets;
import dev.parlance.agent.mcp.McpServer;
import dev.parlance.catalog.Catalog;
import dev.parlance.cli.ask.StandardStreams;
import dev.parlance.cli.run.Allowed;
import dev.parlance.cli.run.Consent;
import dev.parlance.cli.run.DeviceTerminal;
import dev.parlance.cli.run.Progress;
import dev.parlance.cli.run.RunRecord;
import dev.parlance.cli.run.RunShape;
import dev.parlance.cli.run.RunTools;
import dev.parlance.cli.run.Secrets;
import dev.parlance.cli.run.Terminal;
import dev.parlance.cli.run.TranscriptFile;
import dev.parlance.cli.terminal.Look;
import dev.parlance.cli.terminal.MarkdownStream;
import dev.parlance.cli.terminal.SafeText;
import dev.parlance.client.Parlance;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.wire.Json;
import dev.parlance.providers.value.OneLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a model work at a task with tools, each of which asks before it changes or sends anything. */
@Command(
        name = "run",
        description = {
            "Lets a model work at a task with tools, and prints its answer.",
            "Whatever changes or sends something asks at the terminal first, and is denied where there is none."
                    + " Without any key the model is simulated; the tools are real."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Program.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the model answered",
            "1:the host or the model refused, or the call failed",
            "2:wrong usage, input or settings; nothing was sent",
            "3:a budget is used up, or the answer is not whole",
            "130:interrupted"
        },
        footer = {"", "For example: parlance run --tools files,shell \"why does the test fail?\""})
final class Run implements Callable<Integer> {
    private static final String SIMULATED =
            "sandbox: no key of a host is set, so the model is simulated and calls tools with made-up arguments. For"
                    + " real answers set one, for example MOONSHOT_API_KEY. See: parlance providers --all";

    private final Console console;
    private final @Nullable Terminal given;

    @Option(
            names = "--tools",
            split = ",",
            paramLabel = "TOOLS",
            description = "What the model may use: files, shell, http. Default: none.")
    private List<String> tools = new ArrayList<>();

    @Option(
            names = "--mcp",
            paramLabel = "SERVER",
            description = "An MCP server whose tools the model may use: 'NAME=COMMAND ARGUMENT...' or NAME=URL;"
                    + " may be repeated.")
    private List<String> servers = new ArrayList<>();

    @Option(
            names = "--allow",
            split = ",",
            paramLabel = "WHAT",
            description = "What is done without asking: write, shell, http, mcp, all; and local, without which http"
                    + " calls no address of this machine or of private networks.")
    private List<String> allow = new ArrayList<>();

    @Option(
            names = "--root",
            paramLabel = "FOLDER",
            description = "The folder that files and shell work in; files cannot leave it. Default: this one.")
    private Path root = Path.of("");

    @Mixin
    private final CallOptions options = new CallOptions();

    @Option(
            names = "--max-steps",
            paramLabel = "N",
            defaultValue = "50",
            description = "How often the model is asked. Default: ${DEFAULT-VALUE}.")
    private int maxSteps;

    @Option(
            names = "--max-time",
            paramLabel = "TIME",
            converter = RunTime.Converter.class,
            description = "How long it may take, questions included: 90s, 10m, 1h.")
    private @Nullable RunTime maxTime;

    @Option(
            names = "--max-tokens-total",
            paramLabel = "N",
            description = "How many tokens all steps may cost, input and output.")
    private @Nullable Long maxTotal;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Keep the conversation in this file, as it grows, for --resume.")
    private @Nullable Path save;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "Go on with a saved conversation; a task, if there is one, is what is said next.")
    private @Nullable Path resume;

    @Option(names = "--json", description = "Print one JSON object: answer, steps, usage, tool calls, stop or error.")
    private boolean json;

    @Option(names = "--quiet", description = "Show no progress and no adjustments.")
    private boolean quiet;

    @Parameters(
            paramLabel = "TASK",
            description = "The task. A word that is just - stands for standard input, terminal or not.")
    private List<String> task = new ArrayList<>();

    Run(Console console) {
        this(console, null);
    }

    /** @param terminal where to ask, in place of that of the process */
    Run(Console console, @Nullable Terminal terminal) {
        this.console = console;
        this.given = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        // Tests and embedders bring streams of their own, which are no terminals.
        boolean ours = console.in() == System.in;
        StandardStreams terminals = ours ? StandardStreams.ofThisProcess() : StandardStreams.PIPED;
        RunTools chosen = RunTools.of(tools, root);
        Allowed allowed = Allowed.of(allow);
        Budgets budgets = budgets();
        List<McpServer> named = servers();
        TranscriptFile file = saved();
        ChatRequest.Builder request = options.request();
        Setup setup = options.setup(console);
        String text = configurationText(setup);
        RunTools kinds = chosen.hiding(
                Secrets.files(console.environment(), setup.configuration().file(), text));
        try (AskDoor door = options.door(setup)) {
            // Read last, so that nobody types a page before hearing that there is no such model.
            request.messages(new RunTask(task, options.system(), resume).messages(console.in(), terminals));
            Terminal terminal = given == null && ours ? DeviceTerminal.ofThisProcess() : given;
            IntSupplier columns = () -> (terminal == null ? Terminal.Size.USUAL : terminal.size()).columns();
            RunRecord record = new RunRecord();
            RunCalls calls;
            AgentOutcome outcome;
            try (Progress progress = new Progress(console.err(), style(terminals), columns)) {
                if (door.simulation() != null) {
                    progress.remark(SIMULATED);
                }
                calls = new RunCalls(quiet, progress::remark);
                try (Parlance parlance = Parlance.builder()
                        .providers(door.providers())
                        .listener(calls)
                        .open()) {
                    Consent consent = new Consent(allowed, terminal, progress);
                    Map<String, String> environment = Secrets.without(console.environment(), text, Catalog.bundled());
                    outcome = new RunWork(progress, record, file)
                            .done(
                                    parlance.model(door.model()),
                                    request.build(),
                                    named,
                                    served -> kinds.behind(consent, environment, served),
                                    budgets,
                                    ours);
                }
            }
            return told(door, outcome, record, calls, terminals, columns);
        }
    }

    private int told(
            AskDoor door,
            AgentOutcome outcome,
            RunRecord record,
            RunCalls calls,
            StandardStreams terminals,
            IntSupplier columns) {
        RunEnd end = RunEnd.of(outcome);
        boolean interrupted = end.code() == AskEnd.INTERRUPTED;
        if (json && !interrupted) {
            console.out()
                    .println(Json.pretty(RunShape.of(
                            door.modelName(),
                            door.simulation() != null,
                            outcome,
                            record,
                            calls.adjustments(),
                            end.error())));
        } else if (outcome instanceof AgentOutcome.Finished finished) {
            answer(finished.answer().text(), terminals, columns);
        }
        if (end.error() != null && !json) {
            remark(OneLine.of(end.error().failure().sentence()));
        }
        if (end.remark() != null) {
            remark(end.remark() + (save == null || end.code() == ExitCode.DONE ? "" : " Go on with --resume " + save));
        }
        return end.code();
    }

    /** A pipe gets the text exactly. */
    private void answer(String text, StandardStreams terminals, IntSupplier columns) {
        if (terminals.out()) {
            MarkdownStream markdown = new MarkdownStream(console.out()::print, columns, Look.of(console.environment()));
            markdown.accept(text);
            markdown.end();
        } else if (!text.isEmpty()) {
            console.out().print(text + (text.endsWith("\n") ? "" : "\n"));
        }
        console.flush();
    }

    private Progress.Style style(StandardStreams terminals) {
        if (quiet) {
            return Progress.Style.QUIET;
        }
        boolean moves = terminals.err()
                && !console.environment().getOrDefault("TERM", "dumb").equals("dumb");
        return moves ? Progress.Style.LIVE : Progress.Style.LINES;
    }

    private Budgets budgets() {
        if (maxSteps < 1) {
            throw new CommandFailure("--max-steps " + maxSteps + ": a run has at least 1 step.");
        }
        if (maxTotal != null && maxTotal < 1) {
            throw new CommandFailure("--max-tokens-total " + maxTotal + ": a run costs at least 1 token.");
        }
        return Budgets.DEFAULT
                .withSteps(maxSteps)
                .withTime(maxTime == null ? null : maxTime.time())
                .withTokens(maxTotal);
    }

    private List<McpServer> servers() {
        try {
            List<McpServer> named = servers.stream().map(McpServer::parse).toList();
            Set<String> names = new HashSet<>();
            for (McpServer server : named) {
                if (!names.add(server.name())) {
                    throw new CommandFailure("--mcp: two servers are called " + server.name()
                            + ". Write NAME= before each, and each another one.");
                }
            }
            return named;
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure("--mcp: " + wrong.getMessage());
        }
    }

    private @Nullable TranscriptFile saved() {
        if (save == null) {
            return null;
        }
        TranscriptFile file = new TranscriptFile(save);
        try {
            file.require();
        } catch (IOException unwritable) {
            throw new CommandFailure("--save " + save + ": this cannot be written (" + unwritable.getMessage() + ").");
        }
        return file;
    }

    private String configurationText(Setup setup) {
        Path file = setup.configuration().file();
        return file == null
                ? ""
                : new String(Input.read(file.toString(), console.in()).bytes(), StandardCharsets.UTF_8);
    }

    private void remark(String words) {
        console.err().println("parlance: " + SafeText.of(words));
        console.flush();
    }
}

package dev.parlance.cli;

import dev.parlance.cli.ask.AnswerShape;
import dev.parlance.cli.ask.Picture;
import dev.parlance.cli.ask.Question;
import dev.parlance.cli.ask.Remarks;
import dev.parlance.cli.ask.SchemaFit;
import dev.parlance.cli.ask.StandardStreams;
import dev.parlance.cli.terminal.SafeText;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import dev.parlance.providers.value.OneLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks one question and prints the answer: a filter for pipes and scripts. */
@Command(
        name = "ask",
        description = {
            "Asks one question and prints the answer as it comes.",
            "Standard input, when it is no terminal, stands before the question in a block of its own."
                    + " Without any key the answer is simulated."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Program.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:answered",
            "1:the host or the model refused, the call failed, or --schema was not kept",
            "2:wrong usage, input or settings; nothing was sent",
            "3:the answer is not whole: length or content filter",
            "130:interrupted"
        },
        footer = {"", "For example: tail -n 200 server.log | parlance ask \"why does it fail?\""})
final class Ask implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final CallOptions options = new CallOptions();

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description = "A picture to go with it, - for standard input; may be repeated.")
    private List<Path> images = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON object: answer, stop, usage, adjustments or the error.")
    private boolean json;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description =
                    "Ask for JSON of this JSON Schema. Printed when it is whole and fits; else the exit code is 1.")
    private @Nullable Path schema;

    @Option(names = "--strict", description = "Refuse the request where something asked would be lost or changed.")
    private boolean strict;

    @Option(names = "--no-stream", description = "Let the host send the answer in one piece.")
    private boolean whole;

    @Option(names = "--show-thinking", description = "Show the model's thinking on standard error.")
    private boolean showThinking;

    @Option(names = "--verbose", description = "Show adjustments, warnings and usage on standard error.")
    private boolean verbose;

    @Parameters(
            paramLabel = "QUESTION",
            description = "The question. A word that is just - stands for standard input, terminal or not.")
    private List<String> question = new ArrayList<>();

    Ask(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        // Tests and embedders bring streams of their own, which are no terminals.
        StandardStreams terminals = console.in() == System.in ? StandardStreams.ofThisProcess() : StandardStreams.PIPED;
        ChatRequest.Builder request = request();
        Setup setup = options.setup(console);
        if (verbose) {
            setup.warnings().forEach(this::remark);
        }
        try (AskDoor door = options.door(setup)) {
            // Read last, so that nobody types a page before hearing that there is no such model.
            request.message(message(terminals));
            return asked(door, request.build(), terminals);
        }
    }

    private int asked(AskDoor door, ChatRequest request, StandardStreams terminals) {
        if (door.simulation() != null) {
            remark("sandbox: no key of a host is set, so this answer is simulated. For real answers set one, for"
                    + " example MOONSHOT_API_KEY. See: parlance providers --all");
        }
        AskPrinter printer = new AskPrinter(console, terminals, !json && schema == null, showThinking);
        AskCall call = new AskCall(
                adjustment -> {
                    if (verbose) {
                        remark(Remarks.adjusted(adjustment));
                    }
                },
                this::remark);
        call.make(door, request, strict, !whole, printer);
        AskEnd end = call.end(shape(request));
        ChatResponse response = call.response();
        if (verbose && response != null) {
            Remarks.about(response, door.modelName()).forEach(this::remark);
        }
        if (json && end.code() != AskEnd.INTERRUPTED) {
            console.out()
                    .println(Json.pretty(AnswerShape.of(
                            door.modelName(),
                            door.simulation() != null,
                            response,
                            end.value(),
                            call.adjustments(),
                            end.error())));
        } else {
            told(end, response, printer);
        }
        return end.code();
    }

    private void told(AskEnd end, @Nullable ChatResponse response, AskPrinter printer) {
        if (end.value() != null && response != null) {
            printer.text(response.text());
            printer.end();
        } else if (schema != null && response != null && !response.text().isBlank()) {
            // It is paid for and may tell what went wrong, but nothing that reads the output may take it for the JSON.
            printer.aside(response.text());
        }
        ParlanceException error = end.error();
        if (error != null && end.code() != AskEnd.INTERRUPTED) {
            remark(OneLine.of(error.failure().sentence()));
        }
        if (end.remark() != null) {
            remark(end.remark());
        }
    }

    private static @Nullable SchemaFit shape(ChatRequest request) {
        JsonObject asked =
                request.responseFormat() instanceof ResponseFormat.JsonSchema format && format.schema() != null
                        ? format.schema().objectOrNull()
                        : null;
        return asked == null ? null : new SchemaFit(asked);
    }

    private ChatRequest.Builder request() {
        ChatRequest.Builder request = options.request();
        String system = options.system();
        if (system != null) {
            request.system(system);
        }
        if (schema != null) {
            Input file = Input.read(schema.toString(), console.in());
            file.requireObject("a JSON Schema");
            request.responseFormat(new ResponseFormat.JsonSchema(
                    "answer", null, RawJson.of(Json.parse(file.bytes())), null, Members.NONE));
        }
        return request;
    }

    private Message message(StandardStreams terminals) {
        boolean named = question.contains(Question.STANDARD_INPUT);
        String words = String.join(
                " ",
                question.stream()
                        .filter(word -> !word.equals(Question.STANDARD_INPUT))
                        .toList());
        Path standardInput = Path.of(Question.STANDARD_INPUT);
        boolean taken = images.contains(standardInput) || standardInput.equals(schema);
        String input = named || !terminals.in() && !taken ? Question.read(console.in()) : "";
        List<Content> parts = new ArrayList<>();
        for (Path image : images) {
            parts.add(Picture.of(
                    image.toString(), Input.read(image.toString(), console.in()).bytes()));
        }
        parts.add(new Content.Text(Question.of(words, input)));
        return new Message.User(parts, Message.ContentForm.FREE, Members.NONE);
    }

    private void remark(String words) {
        // What a host calls itself or its end is not ours.
        console.err().println("parlance: " + SafeText.of(words));
        console.flush();
    }
}

package dev.parlance.cli;

import dev.parlance.catalog.Catalog;
import dev.parlance.cli.json.EventShape;
import dev.parlance.cli.json.ResponseShape;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseDialect;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.wire.Json;
import dev.parlance.dialects.Dialects;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a captured answer says. Offline; the host need not be one that the catalog knows. */
@Command(
        name = "decode",
        description = "Shows what a captured response body says, plain or streamed. Offline.",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class)
final class Decode implements Callable<Integer> {
    private static final String DEFAULT_DIALECT = "openai-chat";

    private final Console console;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "M",
            description = "host/model that answered, for example moonshot/kimi-k2.6.")
    private String model = "";

    @Option(
            names = "--dialect",
            paramLabel = "D",
            description = "The dialect of the answer; default: the host's own, or " + DEFAULT_DIALECT + ".")
    private @Nullable String dialect;

    @Option(
            names = "--status",
            paramLabel = "N",
            defaultValue = "200",
            description = "The HTTP status. Default: ${DEFAULT-VALUE}.")
    private int status = 200;

    @Option(names = "--header", paramLabel = "'NAME: VALUE'", description = "A header of the answer; may be repeated.")
    private List<String> headers = new ArrayList<>();

    @Option(names = "--events", description = "Print one event a line instead of the folded response.")
    private boolean events;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The response body; - or nothing: standard input.")
    private @Nullable String file;

    Decode(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ResponseHead head = new ResponseHead(status, headers());
        Profile known = profile();
        ResponseDialect readable = dialect(known);
        Input input = Input.read(file, console.in());
        ResponseDecoder decoder = readable.decoder(head, known);
        ResponseFold fold = new ResponseFold(known.host());
        Consumer<ChatEvent> sink = events ? this::print : fold;
        decoder.feed(ByteBuffer.wrap(input.bytes()), sink);
        decoder.end(sink);
        if (!events) {
            console.out().println(Json.pretty(ResponseShape.of(fold.response())));
        }
        return ExitCode.DONE;
    }

    private void print(ChatEvent event) {
        console.out().println(Json.text(EventShape.of(event)));
    }

    private Profile profile() {
        int slash = model.indexOf('/');
        String host = slash < 0 ? model : model.substring(0, slash);
        String name = model.substring(slash + 1);
        return Catalog.bundled().host(host) == null
                ? Profile.unknown(host, name, dialect == null ? DEFAULT_DIALECT : dialect)
                : Catalog.bundled().resolve(host, name);
    }

    private ResponseDialect dialect(Profile known) {
        String name = dialect == null ? known.dialect() : dialect;
        ResponseDialect readable = Dialects.readable(name);
        if (readable == null) {
            throw new CommandFailure("--dialect " + name + ": there is no such dialect. Known: "
                    + String.join(", ", Dialects.readableNames()) + ".");
        }
        return readable;
    }

    private Map<String, List<String>> headers() {
        Map<String, List<String>> byName = new HashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new CommandFailure("--header '" + header + "': a header is written 'name: value'.");
            }
            byName.computeIfAbsent(
                            header.substring(0, colon).strip().toLowerCase(Locale.ROOT), none -> new ArrayList<>())
                    .add(header.substring(colon + 1).strip());
        }
        return byName;
    }
}

package dev.parlance.cli;

import dev.parlance.cli.json.AdjustmentShape;
import dev.parlance.cli.json.ErrorShape;
import dev.parlance.cli.json.ProfileShape;
import dev.parlance.cli.json.RequestShape;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.dialects.Dialects;
import dev.parlance.providers.Target;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the exact request that would be sent, every difference from what was asked and every rule behind it. Offline; needs no key. */
@Command(
        name = "explain",
        description = "Shows the exact request that would be sent, with every adjustment and its rule. Offline.",
        mixinStandardHelpOptions = true,
        versionProvider = Program.class)
final class Explain implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--model",
            paramLabel = "M",
            description = "host/model, for example moonshot/kimi-k2.6; default: the body's model.")
    private @Nullable String model;

    @Option(
            names = "--inbound",
            paramLabel = "D",
            defaultValue = "openai-chat",
            description = "The dialect of the body. Default: ${DEFAULT-VALUE}.")
    private String inbound = "openai-chat";

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
    private @Nullable Path config;

    @Option(names = "--strict", description = "Refuse the request where something asked would be lost or changed.")
    private boolean strict;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The request body; - or nothing: standard input.")
    private @Nullable String file;

    Explain(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        InboundDialect dialect = Dialects.inbound(inbound);
        if (dialect == null) {
            throw new CommandFailure("--inbound " + inbound + ": there is no such dialect. Known: "
                    + String.join(", ", Dialects.inboundNames()) + ".");
        }
        Input input = Input.read(file, console.in());
        InboundRequest asked = decoded(input, dialect);
        Target target = Setup.load(config, console)
                .providers()
                .target(model == null ? asked.request().model() : model, dialect.name());
        Policy policy = strict ? Policy.STRICT : Policy.ADAPT;
        PreparedRequest prepared;
        try {
            prepared = target.prepare(asked, policy);
        } catch (ParlanceException refused) {
            console.out().println(Json.pretty(ErrorShape.refused(refused)));
            return ExitCode.REFUSED;
        }
        print(asked, target, prepared);
        return ExitCode.DONE;
    }

    private void print(InboundRequest asked, Target target, PreparedRequest prepared) {
        boolean streaming = asked.request().streaming() != null;
        console.out()
                .println(Json.pretty(JsonValue.object(
                        "model", JsonValue.of(target.modelName()),
                        "dialect", JsonValue.of(prepared.profile().dialect()),
                        "request", RequestShape.of(target.preview(prepared, streaming)),
                        "adjustments", AdjustmentShape.of(prepared.adjustments()),
                        "profile", ProfileShape.of(prepared.profile()))));
    }

    private InboundRequest decoded(Input input, InboundDialect dialect) {
        input.requireObject("a request body");
        byte[] body = model == null ? input.bytes() : RequestBody.withModel(input.bytes(), model);
        try {
            return dialect.decodeRequest(body);
        } catch (ParlanceException.InvalidRequest wrong) {
            Failure failure = wrong.failure();
            throw input.at(failure.parameter(), failure.sentence());
        }
    }
}

package dev.parlance.cli;

import dev.parlance.core.chat.ChatRequest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that calls a model is told: which one, by which settings, and what is wished of its answers. Filled by picocli. */
final class CallOptions {
    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "PROVIDER/MODEL or an alias. Default: the alias default, else the model of the only provider"
                    + " that can be called.")
    private @Nullable String model;

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
    private @Nullable Path config;

    @Option(names = "--system", paramLabel = "TEXT", description = "Instructions that stand above what is asked.")
    private @Nullable String system;

    @Option(
            names = "--think",
            paramLabel = "WORD",
            converter = AskThinking.Converter.class,
            description =
                    "How much the model thinks: off, on, minimal, low, medium, high, xhigh, max or budget:TOKENS.")
    private @Nullable AskThinking thinking;

    @Option(names = "--max-tokens", paramLabel = "N", description = "The longest single answer, thinking included.")
    private @Nullable Integer maxTokens;

    @Option(names = "--temperature", paramLabel = "T", description = "The sampling temperature.")
    private @Nullable Double temperature;

    /** Instructions, for those who know where they stand in the conversation. */
    @Nullable
    String system() {
        return system;
    }

    Setup setup(Console console) {
        return Setup.load(config, console);
    }

    /** @throws dev.parlance.core.error.ParlanceException when the model cannot be called with these settings */
    AskDoor door(Setup setup) {
        return AskDoor.open(setup, model);
    }

    /** The wishes, without a message and for no model yet. @throws CommandFailure for a number that cannot be one */
    ChatRequest.Builder request() {
        ChatRequest.Builder request = ChatRequest.builder("");
        if (thinking != null) {
            request.thinking(thinking.wish());
        }
        if (maxTokens != null) {
            if (maxTokens < 1) {
                throw new CommandFailure("--max-tokens " + maxTokens + ": an answer has at least 1 token.");
            }
            request.maxOutputTokens(maxTokens);
        }
        if (temperature != null) {
            if (!Double.isFinite(temperature)) {
                throw new CommandFailure("--temperature " + temperature + ": this must be a number.");
            }
            request.temperature(temperature);
        }
        return request;
    }
}

package dev.parlance.cli;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A host on this machine whose model calls the tools it is told to and then answers. */
final class ToolCallHost implements AutoCloseable {
    private final LocalHost host = new LocalHost();

    /** The next answer calls this tool. */
    ToolCallHost calls(String tool, Object... namesAndValues) {
        return answers(
                "\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"" + tool
                        + "\",\"arguments\":"
                        + Json.text(JsonValue.of(Json.text(JsonValue.object(namesAndValues)))) + "}}]",
                "tool_calls");
    }

    /** The next answer is this text. */
    ToolCallHost says(String text) {
        return answers("\"content\":" + Json.text(JsonValue.of(text)), "stop");
    }

    /** The next answer refuses. */
    ToolCallHost refuses(int status) {
        host.answers(status, "{\"error\":{\"message\":\"not with me\",\"type\":\"invalid_request_error\"}}");
        return this;
    }

    int asked() {
        return host.asked().size();
    }

    /** A configuration in which this is the only provider. */
    String configuration(Path folder) throws IOException {
        return Files.writeString(
                        folder.resolve("config.toml"),
                        "[providers.mine]\nhost = \"openai-compatible\"\nbase-url = \"" + host.url()
                                + "/v1\"\ndefault-model = \"m\"\n")
                .toString();
    }

    @Override
    public void close() {
        host.close();
    }

    private ToolCallHost answers(String members, String reason) {
        String head = "{\"id\":\"a\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,";
        host.answers(
                200,
                Map.of("content-type", "text/event-stream"),
                "data: " + head + "\"delta\":{\"role\":\"assistant\"," + members + "},\"finish_reason\":null}]}\n\n"
                        + "data: " + head + "\"delta\":{},\"finish_reason\":\"" + reason + "\"}],"
                        + "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":10,\"total_tokens\":110}}\n\n"
                        + "data: [DONE]\n\n");
        return this;
    }
}

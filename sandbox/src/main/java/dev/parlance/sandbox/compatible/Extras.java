package dev.parlance.sandbox.compatible;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;

/** Members that one host alone adds to a whole answer and to the last chunk of a stream, as recorded. */
final class Extras {
    private static final String PAGE = "https://example.org/simulated";

    private Extras() {}

    static JsonObject of(String host, JsonObject answer) {
        return switch (host) {
            // Recorded: agentjido/req_llm, cerebras streams.
            case "cerebras" ->
                answer.with(
                        "time_info",
                        object(
                                member("queue_time", new JsonNumber("0.004417664")),
                                member("prompt_time", new JsonNumber("0.002633673")),
                                member("completion_time", new JsonNumber("0.058662153")),
                                member("total_time", new JsonNumber("0.11959505081176758"))));
            // Recorded: crmne/ruby_llm, perplexity sonar.
            case "perplexity" ->
                answer.with("citations", JsonValue.array(JsonValue.of(PAGE)))
                        .with(
                                "search_results",
                                JsonValue.array(object(
                                        member("title", "A simulated page"),
                                        member("url", PAGE),
                                        member("snippet", "Nothing was searched."),
                                        member("source", "web"))));
            // Recorded: charmbracelet/fantasy, zai.
            case "zai" -> {
                String id = answer.text("id");
                yield id == null ? answer : answer.with("request_id", JsonValue.of(id));
            }
            default -> answer;
        };
    }
}

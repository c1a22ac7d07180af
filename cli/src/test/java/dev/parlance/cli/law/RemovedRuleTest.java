package dev.parlance.cli.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.Overrides;
import dev.parlance.cli.law.Judge.Verdict;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule earns its place: with it the request is accepted, without it the host refuses in its own words. */
class RemovedRuleTest {
    private static final String WITHOUT_LIMIT = "{\"checks\":{\"remove\":[\"output-limit\"]}}";
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    private static final String TOOLS =
            ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"parameters\":{\"type\":\"object\",\"properties\":"
                    + "{\"unit\":{\"enum\":[\"c\",\"f\"]}}}}}]";
    private static final String LOOP =
            "\"messages\":[{\"role\":\"user\",\"content\":\"weather?\"},{\"role\":\"assistant\","
                    + "\"content\":null,\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"get_weather\","
                    + "\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"sunny\"}]";

    /**
     * One rule taken out.
     *
     * @param without the user's layer that undoes it
     * @param words what the host says then
     */
    record Removal(String name, String host, String model, String request, String without, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Removal> removals() {
        return List.of(
                new Removal(
                        "reasoning of a tool turn, Moonshot",
                        "moonshot",
                        "kimi-k2.6",
                        "{" + LOOP + TOOLS + "}",
                        "{\"reasoning\":{\"when-missing\":null}}",
                        "thinking is enabled but reasoning_content is missing in assistant tool call message at index 1"),
                new Removal(
                        "pinned temperature, Moonshot",
                        "moonshot",
                        "kimi-k2.6",
                        "{" + HI + ",\"temperature\":0.2}",
                        "{\"rules\":{\"temperature\":{\"do\":\"forward\"}}}",
                        "invalid temperature: only 1 is allowed for this model"),
                new Removal(
                        "pinned temperature without thinking, Moonshot",
                        "moonshot",
                        "kimi-k2.6",
                        "{" + HI + ",\"temperature\":0.2,\"thinking\":{\"type\":\"disabled\"}}",
                        "{\"rules\":{\"temperature\":{\"do\":\"forward\"}}}",
                        "only 0.6 is allowed for this model"),
                new Removal(
                        "forced tool choice while thinking, Moonshot",
                        "moonshot",
                        "kimi-k2.6",
                        "{" + HI + TOOLS + ",\"tool_choice\":\"required\"}",
                        "{\"reasoning\":{\"forced-choice\":\"allowed\"}}",
                        "tool_choice 'required' is incompatible with thinking enabled"),
                new Removal(
                        "tool schema flavour, Moonshot",
                        "moonshot",
                        "kimi-k2.6",
                        "{" + HI + TOOLS + "}",
                        "{\"transforms\":{\"remove\":[\"moonshot-tool-schema\"]}}",
                        "is not a valid moonshot flavored json schema"),
                new Removal(
                        "empty assistant turns, Moonshot",
                        "moonshot",
                        "kimi-k2.6",
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"\"},"
                                + "{\"role\":\"user\",\"content\":\"b\"}]}",
                        "{\"transforms\":{\"remove\":[\"drop-empty-assistant\"]}}",
                        "must not be empty"),
                new Removal(
                        "thinking that cannot be switched off, Moonshot",
                        "moonshot",
                        "kimi-k2.7-code",
                        "{" + HI + ",\"thinking\":{\"type\":\"disabled\"}}",
                        "{\"reasoning\":{\"thinks\":\"by-default\",\"spelling\":\"thinking-object\"}}",
                        "only type=enabled is allowed for this model"),
                new Removal(
                        "developer role, Moonshot",
                        "moonshot",
                        "kimi-k2.6",
                        "{\"messages\":[{\"role\":\"developer\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"hi\"}]}",
                        "{\"transforms\":{\"remove\":[\"developer-as-system\"]}}",
                        "role"),
                new Removal(
                        "thinking object, Foundry",
                        "azure-foundry",
                        "Kimi-K2.6",
                        "{" + HI + ",\"thinking\":{\"type\":\"enabled\"}}",
                        "{\"reasoning\":{\"spelling\":\"thinking-object\"}}",
                        "thinking"),
                new Removal(
                        "name of the output limit, Foundry",
                        "azure-foundry",
                        "Kimi-K2.6",
                        "{" + HI + ",\"max_tokens\":100}",
                        "{\"rules\":{\"max-output-tokens\":{\"do\":\"rename\",\"to\":\"max_tokens\"}}}",
                        "max_completion_tokens"),
                new Removal(
                        "shared window, Foundry",
                        "azure-foundry",
                        "Kimi-K2.6",
                        "{" + HI + ",\"max_tokens\":262144}",
                        "{\"checks\":{\"remove\":[\"output-budget\"]}}",
                        "context_length_exceeded"),
                new Removal(
                        "output of the model, OpenAI",
                        "openai",
                        "gpt-4o",
                        "{" + HI + ",\"max_tokens\":32000}",
                        WITHOUT_LIMIT,
                        "is too large: 32000. This model supports at most 16384 completion tokens"),
                new Removal(
                        "output of the model, Anthropic",
                        "anthropic",
                        "claude-opus-4-1",
                        "{" + HI + ",\"max_tokens\":64000}",
                        WITHOUT_LIMIT,
                        "64000 > 32000, which is the maximum allowed number of output tokens"),
                new Removal(
                        "thinking that cannot be switched off, Anthropic",
                        "anthropic",
                        "claude-opus-5-5",
                        "{" + HI + ",\"reasoning_effort\":\"none\"}",
                        "{\"reasoning\":{\"thinks\":\"by-default\",\"off-level\":null}}",
                        "is not supported for this model"),
                new Removal(
                        "thinking between tools, Anthropic",
                        "anthropic",
                        "claude-sonnet-5-5",
                        "{" + HI + ",\"reasoning_effort\":\"none\"}",
                        "{\"reasoning\":{\"off-word\":null}}",
                        "is not supported for this model"),
                new Removal(
                        "forced tool choice, Anthropic",
                        "anthropic",
                        "claude-fable-5-1",
                        "{" + HI + TOOLS + ",\"tool_choice\":\"required\"}",
                        "{\"rules\":{\"tool-choice\":{\"do\":\"map\",\"values\":{\"required\":\"required\"}}}}",
                        "are not supported for this model"),
                new Removal(
                        "output of the model, DeepSeek",
                        "deepseek",
                        "deepseek-v4-pro",
                        "{" + HI + ",\"max_tokens\":500000}",
                        WITHOUT_LIMIT,
                        "the valid range of max_tokens is [1, 393216]"),
                new Removal(
                        "one text as the result of a tool, DeepSeek",
                        "deepseek",
                        "deepseek-v4-pro",
                        "{" + LOOP.replace("\"sunny\"", "[{\"type\":\"text\",\"text\":\"sunny\"}]") + TOOLS + "}",
                        "{\"transforms\":{\"remove\":[\"tool-result-as-text\"]}}",
                        "invalid type: sequence, expected a string"),
                new Removal(
                        "top_k, Foundry",
                        "azure-foundry",
                        "Kimi-K2.6",
                        "{" + HI + ",\"top_k\":40}",
                        "{\"rules\":{\"top-k\":{\"do\":\"forward\"}}}",
                        "top_k"),
                new Removal(
                        "temperature of a reasoning model, OpenAI",
                        "openai",
                        "gpt-5",
                        "{" + HI + ",\"temperature\":0.2}",
                        "{\"rules\":{\"temperature\":{\"do\":\"forward\"}}}",
                        "temperature"),
                new Removal(
                        "name of the output limit, OpenAI",
                        "openai",
                        "gpt-5",
                        "{" + HI + ",\"max_tokens\":100}",
                        "{\"rules\":{\"max-output-tokens\":{\"do\":\"rename\",\"to\":\"max_tokens\"}}}",
                        "Use 'max_completion_tokens' instead."),
                new Removal(
                        "effort words, OpenAI",
                        "openai",
                        "gpt-5.1",
                        "{" + HI + ",\"reasoning_effort\":\"minimal\"}",
                        "{\"reasoning\":{\"levels\":[\"minimal\",\"low\"]}}",
                        "Supported values are"),
                new Removal(
                        "tools beside an effort, OpenAI",
                        "openai",
                        "gpt-5.4",
                        "{" + HI + TOOLS + ",\"reasoning_effort\":\"low\"}",
                        "{\"rules\":{\"thinking\":{\"do\":\"default\",\"to\":\"low\"}}}",
                        "/v1/responses"),
                new Removal(
                        "parallel calls without tools, OpenAI",
                        "openai",
                        "gpt-4o",
                        "{" + HI + ",\"parallel_tool_calls\":false}",
                        "{\"rules\":{\"parallel-tool-calls\":{\"do\":\"forward\"}}}",
                        "only allowed when 'tools' are specified"),
                new Removal(
                        "reasoning in the history, OpenAI",
                        "openai",
                        "gpt-4o",
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\","
                                + "\"reasoning_content\":\"c\"},{\"role\":\"user\",\"content\":\"d\"}]}",
                        "{\"reasoning\":{\"replay\":\"own\",\"field\":\"reasoning_content\"}}",
                        "reasoning_content"));
    }

    @ParameterizedTest
    @MethodSource("removals")
    void accepted_with_the_rule_and_refused_without_it(Removal removal) throws IOException, InterruptedException {
        Overrides without = new Overrides("parlance.toml", "", (JsonObject) Json.parse(removal.without()));
        try (Judge judge = new Judge()) {
            Verdict with = judge.on(Catalog.bundled().resolve(removal.host(), removal.model()), removal.request());
            Verdict refused =
                    judge.on(Catalog.bundled().resolve(removal.host(), removal.model(), without), removal.request());

            assertThat(with.status()).as(with.body()).isEqualTo(200);
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains(removal.words());
        }
    }
}

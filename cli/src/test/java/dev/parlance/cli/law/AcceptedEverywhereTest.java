package dev.parlance.cli.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.KnownModel;
import dev.parlance.cli.law.Judge.Verdict;
import dev.parlance.core.error.ParlanceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client asks of any model at any host, what leaves is accepted there, or it is refused before it leaves. */
class AcceptedEverywhereTest {
    private static final String TOOL =
            "{\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"description\":\"d\",\"parameters\":{\"type\":\"object\","
                    + "\"properties\":{\"city\":{\"type\":\"string\"},\"unit\":{\"enum\":[\"c\",\"f\"]}},\"required\":[\"city\"]}}}";
    private static final String TOOLS = ",\"tools\":[" + TOOL + "]";
    private static final String HI = "[{\"role\":\"user\",\"content\":\"hi\"}]";

    static List<String> hosts() {
        return Catalog.bundled().hosts().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void every_feature_is_accepted_by_every_known_model(String host) throws IOException, InterruptedException {
        List<String> refused = new ArrayList<>();
        List<String> models = new ArrayList<>(Catalog.bundled().models(host).stream()
                .filter(model -> !model.retired())
                .map(KnownModel::id)
                .toList());
        if (models.isEmpty()) {
            models.add("local-model");
        }
        try (Judge judge = new Judge()) {
            for (String model : models) {
                for (Map.Entry<String, String> feature : features().entrySet()) {
                    try {
                        Verdict verdict = judge.on(Catalog.bundled().resolve(host, model), feature.getValue());
                        if (!verdict.accepted()) {
                            refused.add(model + ", " + feature.getKey() + ": " + verdict);
                        }
                    } catch (ParlanceException.UnsupportedRequest said) {
                        assertThat(said.failure().parameter()).isNotNull();
                    }
                }
            }
        }

        assertThat(refused).isEmpty();
    }

    private static Map<String, String> features() {
        Map<String, String> features = new LinkedHashMap<>();
        features.put("text", request(HI, ""));
        features.put("stream", request(HI, ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
        features.put(
                "system",
                request("[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"hi\"}]", ""));
        features.put(
                "developer",
                request("[{\"role\":\"developer\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"hi\"}]", ""));
        features.put("tools", request(HI, TOOLS));
        features.put("parallel tools on", request(HI, TOOLS + ",\"parallel_tool_calls\":true"));
        features.put("parallel tools off", request(HI, TOOLS + ",\"parallel_tool_calls\":false"));
        features.put("parallel without tools", request(HI, ",\"parallel_tool_calls\":false"));
        features.put("tool choice auto", request(HI, TOOLS + ",\"tool_choice\":\"auto\""));
        features.put("tool choice required", request(HI, TOOLS + ",\"tool_choice\":\"required\""));
        features.put(
                "tool choice named",
                request(
                        HI,
                        TOOLS + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"get_weather\"}}"));
        features.put("tool choice without tools", request(HI, ",\"tool_choice\":\"auto\""));
        features.put("empty tools", request(HI, ",\"tools\":[]"));
        features.put("tool loop with reasoning", request(loop(",\"reasoning_content\":\"Let me look.\""), TOOLS));
        features.put("tool loop without reasoning", request(loop(""), TOOLS));
        String parts = "[{\"type\":\"text\",\"text\":\"sunny\"},{\"type\":\"text\",\"text\":\"20 degrees\"}]";
        features.put("tool result of two texts", request(loop("").replace("\"sunny\"", parts), TOOLS));
        features.put("plain turn with reasoning", request(turns(",\"reasoning_content\":\"Hm.\""), ""));
        features.put("empty assistant turn", request(turns("").replace("\"ho\"", "\"\""), ""));
        features.put("thinking off", request(HI, ",\"thinking\":{\"type\":\"disabled\"}"));
        features.put("thinking on", request(HI, ",\"thinking\":{\"type\":\"enabled\"}"));
        features.put("thinking kept", request(turns(""), ",\"thinking\":{\"type\":\"enabled\",\"keep\":\"all\"}"));
        features.put("budget", request(HI, ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}"));
        for (String level : List.of("none", "minimal", "low", "medium", "high", "xhigh", "max")) {
            features.put("effort " + level, request(HI, ",\"reasoning_effort\":\"" + level + "\""));
            features.put(
                    "effort " + level + " with tools", request(HI, TOOLS + ",\"reasoning_effort\":\"" + level + "\""));
        }
        features.put(
                "sampling",
                request(HI, ",\"temperature\":0.3,\"top_p\":0.5,\"frequency_penalty\":0.1,\"presence_penalty\":0.1"));
        features.put(
                "sampling of local servers", request(HI, ",\"top_k\":40,\"min_p\":0.05,\"repetition_penalty\":1.1"));
        features.put("seed", request(HI, ",\"seed\":7"));
        features.put("stop", request(HI, ",\"stop\":[\"END\"]"));
        features.put("n", request(HI, ",\"n\":2"));
        features.put("log probabilities", request(HI, ",\"logprobs\":true,\"top_logprobs\":2"));
        features.put("logit bias", request(HI, ",\"logit_bias\":{\"50256\":-100}"));
        features.put("older limit", request(HI, ",\"max_tokens\":800"));
        features.put("newer limit", request(HI, ",\"max_completion_tokens\":800"));
        features.put("both limits", request(HI, ",\"max_tokens\":900,\"max_completion_tokens\":800"));
        features.put(
                "JSON object",
                request(HI.replace("hi", "json please"), ",\"response_format\":{\"type\":\"json_object\"}"));
        features.put(
                "JSON schema",
                request(
                        HI,
                        ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"strict\":true,\"schema\":"
                                + "{\"$schema\":\"x\",\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],"
                                + "\"additionalProperties\":false}}}"));
        features.put(
                "image",
                request(
                        "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"see\"},{\"type\":\"image_url\","
                                + "\"image_url\":{\"url\":\"data:image/png;base64,iVBORw0KGgo=\"}}]}]",
                        ""));
        features.put(
                "image by URL",
                request(
                        "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":"
                                + "{\"url\":\"https://example.com/a.png\"}}]}]",
                        ""));
        features.put("short tool name", request(HI, TOOLS.replace("get_weather", "a")));
        features.put(
                "built-in function",
                request(HI, ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"$web_search\"}}]"));
        features.put("store and metadata", request(HI, ",\"store\":false"));
        features.put("user", request(HI, ",\"user\":\"u1\""));
        features.put("cache key", request(HI, ",\"prompt_cache_key\":\"k\""));
        return features;
    }

    private static String request(String messages, String more) {
        return "{\"messages\":" + messages + more + "}";
    }

    private static String turns(String reasoning) {
        return "[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":\"ho\"" + reasoning
                + "},{\"role\":\"user\",\"content\":\"again\"}]";
    }

    private static String loop(String reasoning) {
        return "[{\"role\":\"user\",\"content\":\"weather?\"},{\"role\":\"assistant\",\"content\":null" + reasoning
                + ",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"arguments\":"
                + "\"{\\\"city\\\":\\\"Paris\\\"}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"sunny\"}]";
    }
}

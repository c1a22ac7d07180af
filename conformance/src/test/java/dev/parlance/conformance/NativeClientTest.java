package dev.parlance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.PlayedGateway.Answer;
import dev.parlance.conformance.PlayedGateway.Asked;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes out is what a native client of each dialect would send. */
class NativeClientTest {
    private static final Answer NOTHING = Answer.of("{}");

    private static Asked first(Door door, Feature feature) {
        try (PlayedGateway gateway = PlayedGateway.of(NOTHING, NOTHING)) {
            gateway.outcome(door, feature);
            return gateway.asked().getFirst();
        }
    }

    private static JsonValue json(String text) {
        return Json.parse(text);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI_CHAT, /v1/chat/completions, Authorization, Bearer k-1",
        "OPENAI_RESPONSES, /v1/responses, Authorization, Bearer k-1",
        "ANTHROPIC_MESSAGES, /v1/messages, X-api-key, k-1",
        "GEMINI, /v1beta/models/host%2Fmodel:generateContent, X-goog-api-key, k-1"
    })
    void each_door_has_its_path_and_its_place_for_the_key(Door door, String path, String header, String key) {
        Asked asked = first(door, Feature.TEXT);

        assertThat(asked.path()).isEqualTo(path);
        assertThat(asked.header(header)).isEqualTo(key);
        assertThat(asked.header("Content-type")).isEqualTo("application/json");
    }

    @Test
    void a_client_of_messages_names_its_version_and_a_limit() {
        Asked asked = first(Door.ANTHROPIC_MESSAGES, Feature.TEXT);

        assertThat(asked.header("Anthropic-version")).isEqualTo("2023-06-01");
        assertThat(asked.body())
                .isEqualTo(json("{\"model\":\"host/model\",\"max_tokens\":4096,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Answer with the one word lantern.\"}]}"));
    }

    @Test
    void a_client_of_responses_keeps_its_conversation_itself() {
        JsonObject body = first(Door.OPENAI_RESPONSES, Feature.TEXT).body();

        assertThat(body.get("store")).isEqualTo(JsonValue.of(false));
        assertThat(body.get("include")).isEqualTo(json("[\"reasoning.encrypted_content\"]"));
    }

    @Test
    void a_stream_of_gemini_is_asked_for_by_the_path() {
        assertThat(first(Door.GEMINI, Feature.STREAM).path())
                .isEqualTo("/v1beta/models/host%2Fmodel:streamGenerateContent?alt=sse");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPENAI_CHAT | THINKING_OFF | reasoning_effort | \"none\"",
                "OPENAI_CHAT | THINKING_EFFORT | reasoning_effort | \"high\"",
                "OPENAI_CHAT | THINKING_BUDGET | thinking | {\"type\":\"enabled\",\"budget_tokens\":2048}",
                "OPENAI_CHAT | OUTPUT_LIMIT | max_completion_tokens | 2000",
                "OPENAI_RESPONSES | THINKING_OFF | reasoning | {\"effort\":\"none\"}",
                "OPENAI_RESPONSES | REASONING_OUT | reasoning | {\"effort\":\"medium\",\"summary\":\"auto\"}",
                "ANTHROPIC_MESSAGES | THINKING_OFF | thinking | {\"type\":\"disabled\"}",
                "ANTHROPIC_MESSAGES | THINKING_BUDGET | thinking | {\"type\":\"enabled\",\"budget_tokens\":2048}",
                "ANTHROPIC_MESSAGES | REASONING_OUT | thinking | {\"type\":\"adaptive\",\"display\":\"summarized\"}",
                "ANTHROPIC_MESSAGES | REASONING_OUT | output_config | {\"effort\":\"medium\"}",
                "GEMINI | THINKING_OFF | generationConfig | {\"thinkingConfig\":{\"thinkingBudget\":0}}",
                "GEMINI | STOP_WORDS | generationConfig | {\"stopSequences\":[\"lantern\"]}"
            })
    void a_wish_stands_in_the_words_of_the_dialect(Door door, Feature feature, String member, String value) {
        assertThat(first(door, feature).body().get(member)).isEqualTo(json(value));
    }

    @Test
    void no_client_of_chat_asks_how_much_of_the_reasoning_is_shown() {
        assertThat(first(Door.OPENAI_CHAT, Feature.REASONING_OUT)
                        .body()
                        .members()
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(
                        List.of("model", "messages", "max_completion_tokens", "reasoning_effort"));
    }
}

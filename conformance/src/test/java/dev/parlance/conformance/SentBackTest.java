package dev.parlance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.PlayedGateway.Answer;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import org.junit.jupiter.api.Test;

/** Recorded reasoning goes back byte for byte: the client holds it as it came. */
class SentBackTest {
    private static JsonObject secondRequest(Door door, Answer first, Answer last) {
        try (PlayedGateway gateway = PlayedGateway.of(first, last)) {
            assertThat(gateway.outcome(door, Feature.REASONING_IN_TOOL_LOOP)).isEqualTo(new Outcome.Works());
            return gateway.asked().get(1).body();
        }
    }

    @Test
    void chat_returns_the_text_under_the_name_it_came_in() {
        String call =
                "\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"arguments\":\"{}\"}}]";
        Answer asks = Answer.of("{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,"
                + "\"reasoning_content\":\"Let me look.\"," + call + "},\"finish_reason\":\"tool_calls\"}]}");
        Answer ends =
                Answer.of("{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"11 degrees\"},"
                        + "\"finish_reason\":\"stop\"}]}");

        JsonObject sent = secondRequest(Door.OPENAI_CHAT, asks, ends);

        assertThat(sent.elements("messages").get(1))
                .isEqualTo(Json.parse("{\"role\":\"assistant\",\"content\":null,\"reasoning_content\":\"Let me look.\","
                        + call + "}"));
        assertThat(sent.elements("messages").get(2))
                .isEqualTo(Json.parse("{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"11 degrees\"}"));
    }

    @Test
    void messages_returns_thinking_and_signature() {
        Answer recorded = Answer.recorded("anthropic/fantasy-testanthropicthinking-claude-sonnet-4-thinking/01");
        Answer ends = Answer.of(
                "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"11 degrees\"}],"
                        + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}");

        JsonObject sent = secondRequest(Door.ANTHROPIC_MESSAGES, recorded, ends);

        JsonObject turn = (JsonObject) sent.elements("messages").get(1);
        JsonObject answered = (JsonObject) Json.parse(recorded.body());
        assertThat(turn.elements("content")).isEqualTo(answered.elements("content"));
    }

    @Test
    void gemini_returns_the_signature_at_the_call() {
        Answer recorded = Answer.recorded("gemini/fantasy-testgooglethinking-gemini-3-pro-preview-thinking/01");
        Answer ends =
                Answer.of("{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"11 degrees\"}]},"
                        + "\"finishReason\":\"STOP\"}]}");

        JsonObject sent = secondRequest(Door.GEMINI, recorded, ends);

        JsonObject turn = (JsonObject) sent.elements("contents").get(1);
        JsonObject candidate = (JsonObject) ((JsonObject) Json.parse(recorded.body()))
                .elements("candidates")
                .getFirst();
        JsonObject content = candidate.object("content");
        assertThat(content).isNotNull();
        assertThat(turn.elements("parts")).isEqualTo(content.elements("parts"));
    }

    @Test
    void responses_returns_the_encrypted_item_before_its_call() {
        String reasoning =
                "{\"id\":\"rs_1\",\"type\":\"reasoning\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"Look.\"}],"
                        + "\"encrypted_content\":\"gAAAA\"}";
        String call = "{\"id\":\"fc_1\",\"type\":\"function_call\",\"status\":\"completed\",\"call_id\":\"call_1\","
                + "\"name\":\"get_weather\",\"arguments\":\"{}\"}";
        Answer asks = Answer.of(response(reasoning + "," + call));
        Answer ends = Answer.of(
                response("{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"completed\",\"role\":\"assistant\","
                        + "\"content\":[{\"type\":\"output_text\",\"text\":\"11 degrees\",\"annotations\":[]}]}"));

        JsonObject sent = secondRequest(Door.OPENAI_RESPONSES, asks, ends);

        assertThat(sent.elements("input").get(1)).isEqualTo(Json.parse(reasoning));
        assertThat(((JsonObject) sent.elements("input").get(2)).text("call_id")).isEqualTo("call_1");
    }

    private static String response(String output) {
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,\"status\":\"completed\",\"model\":\"m\",\"output\":["
                + output + "],\"usage\":{\"input_tokens\":1,\"output_tokens\":1,\"total_tokens\":2}}";
    }
}

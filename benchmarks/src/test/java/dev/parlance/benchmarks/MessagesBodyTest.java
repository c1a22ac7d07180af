package dev.parlance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessagesBodyTest {
    private static final int SIZE = 212 << 10;

    @Test
    void the_conversation_is_the_same_in_the_other_dialect() {
        byte[] chat = ChatBodies.body("a/b", SIZE, true);
        byte[] messages = MessagesBody.of(chat);
        JsonObject before = (JsonObject) Json.parse(chat);
        JsonObject after = (JsonObject) Json.parse(messages);
        assertThat((double) messages.length).isBetween(chat.length * 0.95, chat.length * 1.05);
        assertThat(after.elements("messages"))
                .hasSize(before.elements("messages").size() - 1);
        assertThat(after.elements("tools")).hasSize(16);
        assertThat(after.text("system")).startsWith("the request reads");
        assertThat(after.get("stream")).isEqualTo(JsonValue.of(true));
        String text = new String(messages, StandardCharsets.UTF_8);
        assertThat(text.split("\"type\":\"tool_use\"", -1)).hasSameSizeAs(text.split("\"type\":\"tool_result\"", -1));
        assertThat(text).contains("\"input\":{\"path\":").doesNotContain("tool_calls", "stream_options");
    }

    @Test
    void without_tools_there_are_none() {
        JsonObject after = (JsonObject) Json.parse(MessagesBody.of(ChatBodies.body("a/b", SIZE, false, false)));
        assertThat(after.get("tools")).isNull();
        assertThat(after.get("tool_choice")).isNull();
        assertThat(after.get("stream")).isNull();
    }
}

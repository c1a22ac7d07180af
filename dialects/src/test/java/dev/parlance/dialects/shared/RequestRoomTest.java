package dev.parlance.dialects.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import org.junit.jupiter.api.Test;

class RequestRoomTest {
    @Test
    void a_small_request_gets_little_and_a_large_one_enough_for_its_texts_and_tools() {
        assertThat(RequestRoom.of(ChatRequest.builder("m").user("Say hi").build()))
                .isBetween(100, 400);

        String history = "words ".repeat(10_000);
        RawJson schema = RawJson.of(JsonValue.object("description", JsonValue.of("s".repeat(5_000))));
        assertThat(RequestRoom.of(ChatRequest.builder("m")
                        .system(history)
                        .user(history)
                        .tool(new Tool.Function("look", "d".repeat(3_000), schema))
                        .build()))
                .isBetween(128_000, 145_000);
    }
}

package dev.parlance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import org.junit.jupiter.api.Test;

class ChatBodiesTest {
    @Test
    void a_body_has_about_the_wanted_size() {
        assertThat(ChatBodies.body("a/b", 1000, false)).hasSizeBetween(900, 1300);
        assertThat(ChatBodies.body("a/b", 212 * 1024, false)).hasSizeBetween(205 * 1024, 222 * 1024);
    }

    @Test
    void equal_arguments_give_equal_bytes() {
        assertThat(ChatBodies.body("a/b", 20_000, true)).isEqualTo(ChatBodies.body("a/b", 20_000, true));
    }

    @Test
    void a_stream_is_asked_for_with_its_usage() {
        JsonObject body = (JsonObject) Json.parse(ChatBodies.body("a/b", 1000, true));
        assertThat(body.get("stream")).isEqualTo(JsonValue.of(true));
        assertThat(body.get("stream_options")).isEqualTo(JsonValue.object("include_usage", JsonValue.of(true)));
        assertThat(body.elements("tools")).hasSize(1);
    }
}

package dev.parlance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
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

    @Test
    void without_tools_the_size_is_the_same_and_nothing_speaks_of_them() {
        for (int size : new int[] {1000, 16 << 10, 212 << 10}) {
            byte[] with = ChatBodies.body("a/b", size, false);
            byte[] without = ChatBodies.body("a/b", size, false, false);
            assertThat((double) without.length).isBetween(with.length * 0.8, with.length * 1.2);
            assertThat(new String(without, StandardCharsets.UTF_8)).doesNotContain("tool_c", "\"tool\"", "\"tools\"");
        }
    }
}

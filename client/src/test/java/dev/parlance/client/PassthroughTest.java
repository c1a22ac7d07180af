package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that go as they were asked: the host's own answer is what the caller wants to see. */
class PassthroughTest extends SandboxTest {
    private final Parlance door = Parlance.builder()
            .providers(providers(Map.of()))
            .policy(Policy.PASSTHROUGH)
            .time(time, () -> 0)
            .open();

    @AfterEach
    void closeDoor() {
        door.close();
    }

    @Test
    void a_parameter_that_the_host_refuses_is_sent_and_refused_by_the_host() {
        ChatRequest cool =
                ChatRequest.builder("").user("Hello").temperature(0.2).build();

        assertThatThrownBy(() -> door.model("moonshot/kimi-k2.6").generate(cool))
                .isInstanceOf(ParlanceException.class)
                .satisfies(error -> assertThat(
                                ((ParlanceException) error).failure().status())
                        .isEqualTo(400));
        assertThat(lastBody().get("temperature")).isEqualTo(JsonValue.of(0.2));
        assertThat(kimi().generate(cool).adjustments())
                .extracting(Adjustment::parameter)
                .containsExactly("temperature");
    }

    @Test
    void names_are_still_those_of_the_host_and_nothing_is_reported() {
        ChatResponse answer = door.model("azure-foundry/gpt-5.1")
                .generate(ChatRequest.builder("")
                        .user("Hello")
                        .maxOutputTokens(2_000)
                        .build());

        assertThat(lastBody().get("max_completion_tokens")).isEqualTo(JsonValue.of(2_000));
        assertThat(answer.adjustments()).isEmpty();
    }

    @Test
    void what_a_host_cannot_do_without_is_put_in() {
        ChatResponse answer = door.model("anthropic/claude-sonnet-4-5").generate(asking("Hello"));

        assertThat(lastBody().get("max_tokens")).isNotNull();
        assertThat(answer.adjustments()).extracting(Adjustment::kind).containsOnly(Adjustment.Kind.ADDED);
    }

    @Test
    void a_new_level_of_effort_and_an_unknown_member_go_through() {
        assertThatThrownBy(() -> door.model("azure-foundry/gpt-5.1")
                        .generate(ChatRequest.builder("")
                                .user("Hello")
                                .thinking(new Thinking.Effort("ultra"))
                                .extra("brand_new", RawJson.of(JsonValue.of(true)))
                                .build()))
                .isInstanceOf(ParlanceException.class);
        assertThat(lastBody().get("reasoning_effort")).isEqualTo(JsonValue.of("ultra"));
        assertThat(lastBody().get("brand_new")).isEqualTo(JsonValue.of(true));
    }
}

package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.Overrides;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * The law that the sandbox judges: a conversation that is accepted with the reasoning rules of the catalog is refused, in Moonshot's own
 * words, when they are taken out.
 */
class ReasoningRuleTest extends SandboxTest {
    private static final String REFUSAL =
            "thinking is enabled but reasoning_content is missing in assistant tool call message at index 1";

    private final Target target = providers(Map.of()).target("moonshot/kimi-k2.6");

    @Test
    void a_caller_that_throws_reasoning_away_is_accepted_with_the_rule() {
        assertThat(send(target, forgetful(firstTurn())).text()).contains("21 degrees");
    }

    @Test
    void the_same_conversation_is_refused_when_the_stand_in_is_taken_out_of_the_catalog() {
        assertThatThrownBy(() -> send(without("{\"reasoning\":{\"when-missing\":null}}"), forgetful(firstTurn())))
                .isInstanceOf(ParlanceException.InvalidRequest.class)
                .satisfies(error -> {
                    assertThat(((ParlanceException) error).failure().message()).isEqualTo(REFUSAL);
                    assertThat(((ParlanceException) error).failure().status()).isEqualTo(400);
                });
    }

    @Test
    void a_caller_that_keeps_reasoning_is_accepted_with_the_rule() {
        assertThat(send(target, mindful(firstTurn())).text()).contains("21 degrees");
    }

    @Test
    void the_same_conversation_is_refused_when_replay_is_taken_out_of_the_catalog() {
        assertThatThrownBy(() -> send(
                        without("{\"reasoning\":{\"replay\":\"never\",\"when-missing\":null}}"), mindful(firstTurn())))
                .isInstanceOf(ParlanceException.InvalidRequest.class)
                .satisfies(error -> assertThat(
                                ((ParlanceException) error).failure().message())
                        .isEqualTo(REFUSAL));
    }

    private ChatResponse firstTurn() {
        return send(target, List.of(Message.user("What is the weather?")));
    }

    private static List<Message> mindful(ChatResponse first) {
        return conversation(first, first.message());
    }

    private static List<Message> forgetful(ChatResponse first) {
        List<Content> kept = first.content().stream()
                .filter(part -> !(part instanceof Content.Reasoning))
                .toList();
        return conversation(first, first.message().withContent(kept));
    }

    private static List<Message> conversation(ChatResponse first, Message turn) {
        return List.of(
                Message.user("What is the weather?"),
                turn,
                Message.toolResult(first.toolCalls().getFirst().id(), "21 degrees"));
    }

    private Target without(String overrides) {
        JsonObject layer = (JsonObject) Json.parse(overrides);
        return new Target(
                target.endpoint(),
                target.model(),
                target.deployment(),
                Catalog.bundled().resolve("moonshot", "kimi-k2.6", new Overrides("test.json", "", layer)),
                target.dialect(),
                target.other());
    }

    private static ChatResponse send(Target to, List<Message> messages) {
        try (Transport transport = new Transport(Duration.ofSeconds(5))) {
            CallSettings settings = new CallSettings(
                    transport,
                    Policy.ADAPT,
                    CallListener.NONE,
                    Deadlines.DEFAULT,
                    RetryPolicy.NONE,
                    new ManualTime(),
                    () -> 0);
            return new HttpChatModel(to, settings, new AtomicLong())
                    .generate(ChatRequest.builder("")
                            .messages(messages)
                            .tool(WEATHER)
                            .build());
        }
    }
}

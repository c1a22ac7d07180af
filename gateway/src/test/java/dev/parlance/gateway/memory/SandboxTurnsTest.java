package dev.parlance.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.sandbox.SandboxServer;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Three tool turns at strict hosts, with clients that throw reasoning away. */
class SandboxTurnsTest {
    private static final String CALLER = "caller";

    private static final List<String> MODELS = List.of(
            "moonshot/kimi-k2.6",
            "anthropic/claude-sonnet-5",
            "anthropic/claude-sonnet-4-5",
            "gemini/gemini-3.6-flash",
            "gemini/gemini-3-pro-preview",
            "openai/gpt-5.4",
            "openai/gpt-5-pro",
            "deepseek/deepseek-v4-flash",
            "minimax/MiniMax-M2.5",
            "openrouter/anthropic/claude-sonnet-4.5");

    /** What their own Responses route issues is not encrypted, and not taken back. */
    private static final List<String> OPEN_ITEMS =
            List.of("deepseek/deepseek-v4-flash", "openrouter/anthropic/claude-sonnet-4.5");

    /** Those for which there is no stand-in: they refuse a turn of their own that has lost its reasoning. */
    private static final List<String> UNFORGIVING = List.of("anthropic/claude-sonnet-5", "minimax/MiniMax-M2.5");

    private final SandboxServer sandbox = SandboxServer.start(0);
    private final HttpClient http = HttpClient.newHttpClient();
    private final ReasoningMemory memory = new ReasoningMemory(MemorySettings.DEFAULT, Ticker.systemTicker());
    private final ReasoningMemory none = new ReasoningMemory(MemorySettings.OFF, Ticker.systemTicker());

    @AfterEach
    void close() {
        http.close();
        sandbox.close();
    }

    static Stream<Arguments> clientsAndModels() {
        return Client.DIALECTS.stream()
                .flatMap(dialect -> MODELS.stream()
                        .filter(model -> !dialect.equals("openai-responses") || !OPEN_ITEMS.contains(model))
                        .flatMap(model ->
                                Stream.of(Arguments.of(dialect, model, false), Arguments.of(dialect, model, true))));
    }

    @ParameterizedTest
    @MethodSource("clientsAndModels")
    void the_host_gets_the_real_reasoning_of_every_turn(String dialect, String model, boolean stream) throws Exception {
        Journey journey = new Journey(sandbox, http, dialect, model, stream);
        List<Journey.Passed> calls = conversation(journey, Client.of(dialect, false), memory);
        List<JsonValue> issued = new ArrayList<>();
        for (Journey.Passed call : calls) {
            assertThat(Evidence.sent(call.sent())).isEqualTo(issued);
            assertThat(call.repaired()).isEqualTo(!issued.isEmpty());
            assertThat(call.adjustments())
                    .noneMatch(adjustment ->
                            adjustment.parameter().equals("reasoning") && adjustment.kind() == Adjustment.Kind.DROPPED);
            issued.addAll(call.issued());
        }
        assertThat(issued).hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("clientsAndModels")
    void a_process_without_the_memory_is_accepted_or_told_why_and_invents_nothing(
            String dialect, String model, boolean stream) throws Exception {
        Journey journey = new Journey(sandbox, http, dialect, model, stream);
        Client client = Client.of(dialect, false);
        client.user("How is Bergen?");
        client.take(accepted(journey.call(client, none, CALLER)).answer(), "11 degrees");
        Journey.Passed call = journey.call(client, none, CALLER);
        assertThat(call.repaired()).isFalse();
        assertThat(Evidence.sent(call.sent()))
                .isSubsetOf(JsonValue.of(""), JsonValue.of("skip_thought_signature_validator"));
        if (UNFORGIVING.contains(model)) {
            assertThat(call.failure()).isInstanceOf(ParlanceException.InvalidRequest.class);
        } else {
            accepted(call);
        }
    }

    @ParameterizedTest
    @MethodSource("clientsAndModels")
    void a_client_that_keeps_its_reasoning_is_left_alone(String dialect, String model, boolean stream)
            throws Exception {
        Journey journey = new Journey(sandbox, http, dialect, model, stream);
        // Messages do not end in a thought: a signature behind the last words of Gemini is not told to their clients,
        // and put back for them.
        boolean untold = stream && dialect.equals("anthropic-messages") && model.startsWith("gemini/");
        for (Journey.Passed call : conversation(journey, Client.of(dialect, true), memory)) {
            assertThat(call.repaired()).isIn(false, untold);
        }
    }

    private static List<Journey.Passed> conversation(Journey journey, Client client, ReasoningMemory memory)
            throws Exception {
        List<Journey.Passed> calls = new ArrayList<>();
        for (String question : List.of("How is Bergen?", "And Oslo, all tools?", "And Voss?")) {
            client.user(question);
            for (int step = 0; step < 2; step++) {
                calls.add(accepted(journey.call(client, memory, CALLER)));
                client.take(calls.getLast().answer(), "11 degrees");
            }
        }
        return calls;
    }

    private static Journey.Passed accepted(Journey.Passed call) {
        assertThat(call.status())
                .as(Json.text(call.sent()) + "\n" + Json.text(call.answer()))
                .isEqualTo(200);
        return call;
    }
}

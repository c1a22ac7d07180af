package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.gateway.routing.CallPolicy;
import dev.parlance.providers.Alias;
import dev.parlance.providers.Alias.Target;
import dev.parlance.providers.Capacity;
import dev.parlance.providers.Defaults;
import dev.parlance.providers.ProviderSettings;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private static final GatewaySettings QUICK =
            Scene.SETTINGS.with(CallPolicy.DEFAULT.withPauses(Duration.ofMillis(1), Duration.ofSeconds(5)));
    private static final String OVERLOADED =
            "{\"error\":{\"message\":\"The engine is currently overloaded\",\"type\":\"engine_overloaded_error\"}}";

    /** Two hosts, of which the alias {@code both} asks the first first. */
    private static final class Pair implements AutoCloseable {
        final PlayedHost first;
        final PlayedHost second;
        final Gateway gateway;

        Pair(GatewaySettings settings, Alias alias, PlayedHost.Role first, PlayedHost.Role second) {
            this(settings, alias, null, first, second);
        }

        Pair(
                GatewaySettings settings,
                Alias alias,
                @Nullable Capacity capacityOfFirst,
                PlayedHost.Role first,
                PlayedHost.Role second) {
            this.first = new PlayedHost(first);
            this.second = new PlayedHost(second);
            List<ProviderSettings> providers = List.of(
                    ProviderSettings.of("first", "openai-compatible")
                            .baseUrl(this.first.url() + "/v1")
                            .capacity(capacityOfFirst)
                            .build(),
                    ProviderSettings.of("second", "openai-compatible")
                            .baseUrl(this.second.url() + "/v1")
                            .build());
            this.gateway = Gateway.start(
                    settings,
                    Providers.of(providers, Map.of(), Defaults.NONE, Surroundings.of(Map.of()), Catalog.bundled()),
                    Map.of("both", alias));
        }

        @Override
        public void close() {
            gateway.close();
            first.close();
            second.close();
        }
    }

    private static Alias both() {
        return new Alias(List.of(new Target("first/m-1", 0), new Target("second/m-2", 0)), null, null, null);
    }

    private static PlayedHost.Role says(String text) {
        return (request, stage) -> {
            if (request.body().contains("\"stream\":true")) {
                stage.beginStream();
                stage.chunk(Scene.delta(text) + Scene.stop());
                stage.endStream();
            } else {
                stage.answer(200, "application/json", Scene.plain(text));
            }
        };
    }

    private static PlayedHost.Role refuses(int status, String... headers) {
        return (request, stage) -> stage.answer(status, "application/json", OVERLOADED, headers);
    }

    @Test
    void a_failed_call_is_sent_again_byte_by_byte() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        PlayedHost.Role role = (request, stage) -> {
            if (calls.incrementAndGet() == 1) {
                refuses(503).play(request, stage);
            } else {
                says("at last").play(request, stage);
            }
        };
        try (Scene scene = Scene.of(QUICK, role);
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", false));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).contains("at last");
            assertThat(reply.header("x-parlance-attempts"))
                    .isEqualTo("openai-compatible/m-1=overloaded; openai-compatible/m-1=answered");
            assertThat(scene.host.received()).hasSize(2);
            assertThat(scene.host.received().get(1).body())
                    .isEqualTo(scene.host.received().get(0).body());
        }
    }

    @Test
    void a_host_that_asks_for_more_time_than_a_call_may_wait_is_told_to_the_client() throws Exception {
        try (Scene scene = Scene.of(QUICK, refuses(429, "retry-after: 7"));
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", false));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.header("retry-after")).isEqualTo("7");
            assertThat(scene.host.received()).hasSize(1);
        }
    }

    @Test
    void a_wrong_request_is_never_sent_again() throws Exception {
        try (Scene scene = Scene.of(QUICK, refuses(400));
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", false));
            assertThat(caller.reply().status()).isEqualTo(400);
            assertThat(scene.host.received()).hasSize(1);
        }
    }

    @Test
    void the_second_target_answers_when_the_first_fails() throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            try (Pair pair = new Pair(QUICK, both(), refuses(503), says("from the second"));
                    Caller caller = new Caller(pair.gateway)) {
                caller.chat(Scene.ask("both", stream));
                Caller.Reply reply = caller.reply();
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body()).contains("from the second");
                assertThat(reply.header("x-parlance-model")).isEqualTo("second/m-2");
                assertThat(reply.header("x-parlance-attempts")).isEqualTo("first/m-1=overloaded; second/m-2=answered");
                assertThat(pair.second.only().body()).contains("\"m-2\"");
            }
        }
    }

    @Test
    void an_error_within_a_stream_falls_back_as_long_as_nothing_was_said() throws Exception {
        PlayedHost.Role inBand = (request, stage) -> {
            stage.beginStream();
            stage.chunk(
                    "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m-1\",\"choices\":[{\"index\":0,"
                            + "\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n");
            stage.chunk("data: " + OVERLOADED + "\n\n");
            stage.endStream();
        };
        try (Pair pair = new Pair(QUICK, both(), inBand, says("whole"));
                Caller caller = new Caller(pair.gateway)) {
            caller.chat(Scene.ask("both", true));
            Caller.Reply reply = caller.reply();
            assertThat(reply.body())
                    .contains("whole")
                    .endsWith("data: [DONE]\n\n")
                    .doesNotContain("error");
        }
    }

    @Test
    void after_the_first_word_an_error_ends_the_stream_and_nobody_else_is_asked() throws Exception {
        PlayedHost.Role breaks = (request, stage) -> {
            stage.beginStream();
            stage.chunk(Scene.delta("half an"));
            stage.chunk("data: " + OVERLOADED + "\n\n");
            stage.endStream();
        };
        try (Pair pair = new Pair(QUICK, both(), breaks, says("never"));
                Caller caller = new Caller(pair.gateway)) {
            caller.chat(Scene.ask("both", true));
            Caller.Reply reply = caller.reply();
            assertThat(reply.body())
                    .contains("half an")
                    .contains("\"error\"")
                    .doesNotContain("never")
                    .doesNotContain("[DONE]");
            assertThat(pair.second.received()).isEmpty();
        }
    }

    @Test
    void a_plain_answer_that_is_cut_falls_back_too() throws Exception {
        PlayedHost.Role cut = (request, stage) -> {
            stage.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"id\":");
            stage.socket().close();
        };
        try (Pair pair = new Pair(QUICK, both(), cut, says("whole"));
                Caller caller = new Caller(pair.gateway)) {
            caller.chat(Scene.ask("both", false));
            assertThat(caller.reply().body()).contains("whole");
        }
    }

    @Test
    void when_all_fail_the_last_error_is_told_with_all_attempts() throws Exception {
        try (Pair pair = new Pair(QUICK, both(), refuses(503), refuses(400));
                Caller caller = new Caller(pair.gateway)) {
            caller.chat(Scene.ask("both", false));
            Caller.Reply reply = caller.reply();
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.header("x-parlance-attempts"))
                    .isEqualTo("first/m-1=overloaded; second/m-2=invalid-request");
        }
    }

    @Test
    void a_hedge_asks_a_second_target_and_the_loser_sees_its_connection_close() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        PlayedHost.Role silent = (request, stage) -> {
            if (stage.sawClose()) {
                closed.countDown();
            }
        };
        Alias hedged = new Alias(both().targets(), Duration.ofMillis(20), null, null);
        try (Pair pair = new Pair(QUICK, hedged, silent, says("quick"));
                Caller caller = new Caller(pair.gateway)) {
            caller.chat(Scene.ask("both", true));
            Caller.Reply reply = caller.reply();
            assertThat(reply.body()).contains("quick");
            assertThat(reply.header("x-parlance-attempts")).isEqualTo("first/m-1=beaten; second/m-2=answered");
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_target_that_does_not_begin_in_time_is_given_up_for_the_next() throws Exception {
        Alias impatient = new Alias(both().targets(), null, Duration.ofMillis(50), null);
        try (Pair pair = new Pair(QUICK, impatient, (request, stage) -> stage.sawClose(), says("next"));
                Caller caller = new Caller(pair.gateway)) {
            caller.chat(Scene.ask("both", true));
            Caller.Reply reply = caller.reply();
            assertThat(reply.body()).contains("next");
            assertThat(reply.header("x-parlance-attempts")).startsWith("first/m-1=timed-out");
        }
    }

    @Test
    void the_whole_call_ends_at_its_deadline_within_the_stream_too() throws Exception {
        PlayedHost.Role drips = (request, stage) -> {
            stage.beginStream();
            stage.chunk(Scene.delta("slow"));
            stage.sawClose();
        };
        Alias limited = new Alias(both().targets(), null, null, Duration.ofMillis(200));
        try (Pair pair = new Pair(QUICK, limited, drips, says("never"));
                Caller caller = new Caller(pair.gateway)) {
            caller.chat(Scene.ask("both", true));
            assertThat(caller.reply().body())
                    .contains("slow")
                    .contains("the whole call may take 200 ms")
                    .doesNotContain("[DONE]");
        }
    }

    @Test
    void a_target_that_keeps_failing_is_passed_over() throws Exception {
        try (Pair pair = new Pair(QUICK, both(), refuses(503), says("second"));
                Caller caller = new Caller(pair.gateway)) {
            for (int call = 0; call < 10; call++) {
                caller.chat(Scene.ask("both", false));
                assertThat(caller.reply().body()).contains("second");
            }
            assertThat(pair.first.received()).hasSize(3);
            assertThat(pair.second.received()).hasSize(10);
        }
    }

    @Test
    void a_target_that_cannot_be_asked_when_it_was_due_for_a_probe_is_asked_by_the_next_call() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        PlayedHost.Role recovers = (request, stage) -> {
            if (calls.incrementAndGet() == 1) {
                refuses(429, "retry-after-ms: 1").play(request, stage);
            } else {
                says("first").play(request, stage);
            }
        };
        try (Pair pair = new Pair(QUICK, both(), recovers, says("second"));
                Caller caller = new Caller(pair.gateway)) {
            caller.chat(Scene.ask("both", false));
            assertThat(caller.reply().body()).contains("second");
            // Refused before anything is sent, at both.
            caller.chat(
                    Scene.ask("both", false)
                            .replace(
                                    "\"stream\"",
                                    "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1000},\"stream\""),
                    "x-parlance-strict: true");
            assertThat(caller.reply().status()).isEqualTo(400);
            caller.chat(Scene.ask("both", false));
            assertThat(caller.reply().body()).contains("first");
        }
    }

    @Test
    void more_calls_than_a_provider_takes_wait_or_are_told_to_come_again() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        PlayedHost.Role slow = (request, stage) -> {
            arrived.countDown();
            go.await(30, TimeUnit.SECONDS);
            stage.answer(200, "application/json", Scene.plain("done"));
        };
        Capacity one = new Capacity(1, 1, Duration.ofSeconds(30));
        GatewaySettings once = QUICK.withLanes(2).with(QUICK.calls().withAttempts(1));
        try (Pair pair = new Pair(once, both(), one, slow, says("other"));
                Caller inside = new Caller(pair.gateway);
                Caller waiting = new Caller(pair.gateway);
                Caller late = new Caller(pair.gateway)) {
            inside.chat(Scene.ask("first/m-1", false));
            assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
            // One of the two waits, the other is refused at once; which is up to the lanes.
            waiting.chat(Scene.ask("first/m-1", false));
            late.chat(Scene.ask("first/m-1", false));
            Caller.Reply refused = firstOf(waiting, late).reply();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            assertThat(refused.body()).contains("max-concurrent");
            go.countDown();
            assertThat(inside.reply().body()).contains("done");
        }
    }

    @Test
    void a_call_that_waited_too_long_for_its_turn_gets_503() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        PlayedHost.Role slow = (request, stage) -> {
            arrived.countDown();
            go.await(30, TimeUnit.SECONDS);
            stage.answer(200, "application/json", Scene.plain("done"));
        };
        Capacity impatient = new Capacity(1, 1, Duration.ofMillis(50));
        GatewaySettings once = QUICK.with(QUICK.calls().withAttempts(1));
        try (Pair pair = new Pair(once, both(), impatient, slow, says("other"));
                Caller inside = new Caller(pair.gateway);
                Caller waiting = new Caller(pair.gateway)) {
            inside.chat(Scene.ask("first/m-1", false));
            assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
            waiting.chat(Scene.ask("first/m-1", false));
            Caller.Reply refused = waiting.reply();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("queue-timeout");
            go.countDown();
            assertThat(inside.reply().body()).contains("done");
        }
    }

    @Test
    void a_streaming_client_hears_that_the_call_goes_on_while_the_host_thinks() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        PlayedHost.Role thinks = (request, stage) -> {
            heard.await(30, TimeUnit.SECONDS);
            says("thought it over").play(request, stage);
        };
        GatewaySettings talkative = QUICK.with(QUICK.calls().withKeepAlive(Duration.ofMillis(20)));
        try (Scene scene = Scene.of(talkative, thinks);
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", true));
            assertThat(caller.head().status()).isEqualTo(200);
            assertThat(caller.chunk()).isEqualTo(": keep-alive\n\n");
            heard.countDown();
            StringBuilder rest = new StringBuilder();
            for (String chunk = caller.chunk(); !chunk.isEmpty(); chunk = caller.chunk()) {
                rest.append(chunk);
            }
            assertThat(rest.toString()).contains("thought it over").endsWith("data: [DONE]\n\n");
        }
    }

    private static Caller firstOf(Caller one, Caller other) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() - deadline < 0) {
            for (Caller caller : List.of(one, other)) {
                if (caller.hasAnswer()) {
                    return caller;
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("Neither got an answer");
    }
}

package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamedAnswerTest {
    private static final long PATIENCE = 30;

    @Test
    void each_chunk_reaches_the_client_before_the_host_sends_the_next() throws Exception {
        Semaphore next = new Semaphore(0);
        try (Scene scene = Scene.of((request, stage) -> {
                    stage.beginStream();
                    for (int number = 1; number <= 5; number++) {
                        assertThat(next.tryAcquire(PATIENCE, TimeUnit.SECONDS)).isTrue();
                        stage.chunk(Scene.delta("part" + number));
                    }
                    assertThat(next.tryAcquire(PATIENCE, TimeUnit.SECONDS)).isTrue();
                    stage.chunk(Scene.stop());
                    stage.endStream();
                });
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", true));
            next.release();
            Caller.Head head = caller.head();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("content-type")).startsWith("text/event-stream");
            assertThat(head.header("x-parlance-model")).isEqualTo("openai-compatible/m-1");
            for (int number = 1; number <= 5; number++) {
                assertThat(caller.chunk()).contains("\"part" + number + "\"").endsWith("\n\n");
                next.release();
            }
            assertThat(caller.chunk()).contains("\"finish_reason\":\"stop\"").endsWith("data: [DONE]\n\n");
            assertThat(caller.chunk()).isEmpty();
            assertThat(scene.host.only().headers()).containsEntry("accept", "text/event-stream");
            assertThat(scene.host.faults()).isEmpty();
        }
    }

    @Test
    void events_that_arrive_in_one_read_leave_in_one_write() throws Exception {
        try (Scene scene = Scene.of((request, stage) -> {
                    String frames = "";
                    for (String text : List.of(Scene.delta("a"), Scene.delta("b"), Scene.delta("c"), Scene.stop())) {
                        frames += Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
                    }
                    stage.write(
                            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                                    + frames + "0\r\n\r\n");
                });
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", true));
            caller.head();
            assertThat(caller.chunk())
                    .contains("\"a\"")
                    .contains("\"b\"")
                    .contains("\"c\"")
                    .endsWith("data: [DONE]\n\n");
            assertThat(caller.chunk()).isEmpty();
        }
    }

    @Test
    void a_character_cut_in_two_by_the_host_arrives_whole() throws Exception {
        byte[] bytes = Scene.delta("h\u00e9llo \ud83d\ude00 \u4f60\u597d").getBytes(StandardCharsets.UTF_8);
        try (Scene scene = Scene.of((request, stage) -> {
                    stage.beginStream();
                    for (byte single : bytes) {
                        stage.chunk(new byte[] {single});
                    }
                    stage.chunk(Scene.stop());
                    stage.endStream();
                });
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", true));
            assertThat(caller.reply().body())
                    .contains("h\u00e9llo \ud83d\ude00 \u4f60\u597d")
                    .endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void a_host_that_answers_a_stream_request_with_plain_json_is_streamed_all_the_same() throws Exception {
        try (Scene scene = Scene.of((request, stage) -> stage.answer(200, "application/json", Scene.plain("whole")));
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", true));
            Caller.Reply reply = caller.reply();
            assertThat(reply.header("content-type")).startsWith("text/event-stream");
            assertThat(reply.body()).contains("\"whole\"").endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void a_host_that_streams_to_a_plain_request_is_answered_plain() throws Exception {
        try (Scene scene = Scene.of((request, stage) -> {
                    stage.beginStream();
                    stage.chunk(Scene.delta("one "));
                    stage.chunk(Scene.delta("two") + Scene.stop());
                    stage.endStream();
                });
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", false));
            Caller.Reply reply = caller.reply();
            assertThat(reply.header("content-type")).isEqualTo("application/json");
            assertThat(reply.body()).contains("\"content\":\"one two\"");
        }
    }

    @Test
    void a_client_that_hangs_up_within_a_stream_cancels_the_call_to_the_host() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (Scene scene = Scene.of((request, stage) -> {
            stage.beginStream();
            stage.chunk(Scene.delta("a"));
            assertThat(stage.sawClose()).isTrue();
            closed.countDown();
        })) {
            try (Caller caller = scene.caller()) {
                caller.chat(Scene.ask("openai-compatible/m-1", true));
                caller.head();
                caller.chunk();
            }
            assertThat(closed.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_client_that_hangs_up_before_the_host_answers_cancels_the_call_too() throws Exception {
        for (boolean streamed : new boolean[] {true, false}) {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch closed = new CountDownLatch(1);
            try (Scene scene = Scene.of((request, stage) -> {
                asked.countDown();
                assertThat(stage.sawClose()).isTrue();
                closed.countDown();
            })) {
                try (Caller caller = scene.caller()) {
                    caller.chat(Scene.ask("openai-compatible/m-1", streamed));
                    assertThat(asked.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
                }
                assertThat(closed.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void a_client_that_does_not_read_holds_the_host_back_and_loses_nothing() throws Exception {
        int chunks = 1500;
        String part = "q".repeat(60_000);
        AtomicLong sent = new AtomicLong();
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (Scene scene = Scene.of((request, stage) -> {
                    stage.beginStream();
                    for (int number = 0; number < chunks; number++) {
                        stage.chunk(Scene.delta(part));
                        sent.incrementAndGet();
                        started.countDown();
                    }
                    stage.chunk(Scene.stop());
                    stage.endStream();
                    done.countDown();
                });
                Caller caller = scene.caller()) {
            caller.chat(Scene.ask("openai-compatible/m-1", true));
            assertThat(started.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
            assertThat(done.await(1, TimeUnit.SECONDS)).isFalse();
            assertThat(sent.get()).isLessThan(chunks);

            caller.head();
            long bytes = 0;
            String last = "";
            for (String chunk = caller.chunk(); !chunk.isEmpty(); chunk = caller.chunk()) {
                bytes += chunk.chars().filter(character -> character == 'q').count();
                last = chunk;
            }
            assertThat(bytes).isEqualTo((long) chunks * part.length());
            assertThat(last).endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void two_hundred_streams_run_at_once() throws Exception {
        int streams = 200;
        CyclicBarrier allOpen = new CyclicBarrier(streams);
        try (Scene scene = Scene.of((request, stage) -> {
                    stage.beginStream();
                    String body = request.body();
                    int mark = body.indexOf("call-");
                    String call = body.substring(mark, body.indexOf('"', mark));
                    stage.chunk(Scene.delta(call));
                    allOpen.await(PATIENCE, TimeUnit.SECONDS);
                    stage.chunk(Scene.delta(" end of " + call) + Scene.stop());
                    stage.endStream();
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int number = 0; number < streams; number++) {
                String call = "call-" + number;
                answers.add(threads.submit(() -> {
                    try (Caller caller = scene.caller()) {
                        caller.chat(Scene.ask("openai-compatible/m-1", true).replace("Say hi", call));
                        return caller.reply().body();
                    }
                }));
            }
            for (int number = 0; number < streams; number++) {
                assertThat(answers.get(number).get(PATIENCE, TimeUnit.SECONDS))
                        .contains("\"call-" + number + "\"")
                        .contains(" end of call-" + number + "\"")
                        .endsWith("data: [DONE]\n\n");
            }
            assertThat(scene.host.faults()).isEmpty();
        }
    }

    @Test
    void calls_on_one_connection_share_the_connections_to_the_host() throws Exception {
        try (Scene scene = Scene.of((request, stage) -> {
                    if (request.body().contains("\"stream\":true")) {
                        stage.beginStream();
                        stage.chunk(Scene.delta("s") + Scene.stop());
                        stage.endStream();
                    } else {
                        stage.answer(200, "application/json", Scene.plain("p"));
                    }
                });
                Caller caller = scene.caller()) {
            for (int number = 0; number < 20; number++) {
                caller.chat(Scene.ask("openai-compatible/m-1", number % 2 == 0));
                assertThat(caller.reply().status()).isEqualTo(200);
            }
            assertThat(scene.host.received()).hasSize(20);
            // A stream is over for the client at its last event, a moment before its connection is free again.
            assertThat(scene.host.connections()).isBetween(1, 2);
        }
    }

    @Test
    void ten_megabytes_go_through_in_both_directions() throws Exception {
        char[] much = new char[10 << 20];
        Arrays.fill(much, 'y');
        String text = new String(much);
        try (Scene scene = Scene.of((request, stage) -> {
                    assertThat(request.body()).contains(text);
                    stage.answer(200, "application/json", Scene.plain(text));
                });
                Caller caller = scene.caller()) {
            for (boolean streamed : new boolean[] {false, true}) {
                caller.chat(Scene.ask("openai-compatible/m-1", streamed).replace("Say hi", text));
                assertThat(caller.reply().body()).contains(text);
            }
            assertThat(scene.host.faults()).isEmpty();
        }
    }
}

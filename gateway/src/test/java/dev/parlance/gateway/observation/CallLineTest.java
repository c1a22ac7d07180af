package dev.parlance.gateway.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallLineTest {
    private final Observed observed = new Observed();

    @Test
    void a_call_is_one_line_with_all_that_happened() {
        CallObservation call = observed.asked(true);
        call.requestId("parlance-1");
        call.bytesIn(512);
        AttemptObservation first = call.attempt(Observed.first("kimi-k2.6"));
        observed.later(Duration.ofNanos(12_345_678));
        first.head(429, "up-1");
        first.ended(Observed.error(ErrorKind.RATE_LIMITED, "Too many requests"));
        AttemptObservation second = call.attempt(new AttemptFacts(
                "deepseek",
                "deepseek",
                "deepseek",
                "deepseek-chat",
                "openai-chat",
                LaneUsed.FULL,
                2,
                AttemptReason.FALLBACK));
        call.adjusted(List.of(
                Observed.adjustment("temperature", Adjustment.Kind.DROPPED),
                Observed.adjustment("temperature", Adjustment.Kind.DROPPED),
                Observed.adjustment("max-output-tokens", Adjustment.Kind.CLAMPED)));
        observed.later(Duration.ofMillis(100));
        second.head(200, "up-2");
        call.chunk();
        observed.later(Duration.ofMillis(10));
        call.chunk();
        call.usage(new Usage(10L, 4L, null, 20L, 15L, RawJson.EMPTY_OBJECT));
        call.bytesOut(1000);
        call.bytesOut(24);
        call.finished(new StopReason(StopReason.Kind.TOOL_CALLS, "tool_calls"));

        assertThat(observed.lines)
                .containsExactly(
                        "{\"time\":\"2026-11-21T10:00:00.250Z\",\"request\":\"parlance-1\","
                                + "\"inbound\":\"openai-chat\",\"client\":\"team-blue\",\"asked\":\"fast\",\"answered\":\"deepseek/deepseek-chat\","
                                + "\"lane\":\"full\",\"streaming\":true,\"outcome\":\"answered\",\"attempts\":["
                                + "{\"number\":1,\"reason\":\"first\",\"provider\":\"work\",\"host\":\"moonshot\",\"model\":\"kimi-k2.6\","
                                + "\"dialect\":\"openai-chat\",\"lane\":\"raw\",\"outcome\":\"failed\",\"status\":429,\"request\":\"up-1\",\"ms\":12.345,"
                                + "\"error\":{\"type\":\"rate-limited\",\"message\":\"Too many requests\"}},"
                                + "{\"number\":2,\"reason\":\"fallback\",\"provider\":\"deepseek\",\"host\":\"deepseek\",\"model\":\"deepseek-chat\","
                                + "\"dialect\":\"openai-chat\",\"lane\":\"full\",\"outcome\":\"answered\",\"status\":200,\"request\":\"up-2\",\"ms\":110.000}],"
                                + "\"adjustments\":[\"temperature=dropped\",\"max-output-tokens=clamped\"],\"stop\":\"tool-calls\","
                                + "\"usage\":{\"input\":10,\"input-cache-read\":4,\"output\":20,\"output-reasoning\":15},"
                                + "\"chunks\":2,\"first-token-ms\":112.345,\"total-ms\":122.345,\"bytes-in\":512,\"bytes-out\":1024}");
    }

    @Test
    void a_call_that_reached_no_host_says_why() {
        CallObservation call = observed.begin();
        call.failed(Observed.error(ErrorKind.INVALID_REQUEST, "The body is no JSON"), 400);
        assertThat(observed.lines)
                .containsExactly(
                        "{\"time\":\"2026-11-21T10:00:00.250Z\",\"inbound\":\"openai-chat\",\"streaming\":false,\"outcome\":\"failed\","
                                + "\"status\":400,\"total-ms\":0.000,\"bytes-in\":0,\"bytes-out\":0,"
                                + "\"error\":{\"type\":\"invalid-request\",\"message\":\"The body is no JSON\"}}");
    }

    @Test
    void a_client_that_hangs_up_is_no_failure_and_its_attempt_ends_with_it() {
        CallObservation call = observed.asked(true);
        AttemptObservation attempt = call.attempt(Observed.first("kimi-k2.6"));
        observed.later(Duration.ofMillis(7));
        attempt.usage(Observed.usage(3L, null));
        call.cancelled();
        JsonObject line = observed.line();
        assertThat(line.members())
                .containsEntry("outcome", JsonValue.of("cancelled"))
                .doesNotContainKey("error");
        assertThat(Json.text(line))
                .contains("\"outcome\":\"cancelled\",\"ms\":7.000}")
                .contains("\"usage\":{\"input\":3}");
    }

    @Test
    void what_the_loser_of_two_attempts_cost_stands_at_its_place() {
        CallObservation call = observed.asked(false);
        AttemptObservation slow = call.attempt(Observed.first("kimi-k2.6"));
        AttemptObservation fast = call.attempt(Observed.facts("kimi-k3", 2, AttemptReason.HEDGE));
        slow.answers();
        fast.usage(Observed.usage(1L, 1L));
        slow.usage(Observed.usage(2L, 2L));
        call.finished(Observed.STOP);
        assertThat(observed.lines.getLast())
                .contains("\"answered\":\"work/kimi-k2.6\"")
                .contains("\"reason\":\"hedge\"")
                .contains("\"outcome\":\"cancelled\",\"ms\":0.000,\"usage\":{\"input\":1,\"output\":1}}]")
                .contains("\"stop\":\"stop\",\"usage\":{\"input\":2,\"output\":2}");
    }

    @Test
    void an_attempt_takes_status_and_id_from_its_error_when_no_head_came() {
        CallObservation call = observed.asked(false);
        call.attempt(Observed.first("kimi-k2.6"))
                .ended(new ParlanceException.Overloaded(
                        new Failure("busy", null, null, null, "up-9", 503, null, null, null, null)));
        call.failed(Observed.error(ErrorKind.OVERLOADED, "busy"), 503);
        assertThat(observed.lines.getLast()).contains("\"status\":503,\"request\":\"up-9\"");
    }

    @Test
    void whatever_comes_from_elsewhere_stays_on_its_line_and_is_cut() {
        CallObservation call = observed.begin();
        call.asked("m".repeat(5000), false, "team\u2028blue");
        call.requestId("a\r\nb\u0085c");
        call.attempt(Observed.first("kimi-k2.6"));
        call.failed(Observed.error(ErrorKind.SERVER_FAILED, "It broke\n\tat line 1\n" + "x".repeat(3000)), 502);
        String text = observed.lines.getLast();
        assertThat(text).doesNotContain("\n", "\r", "\u2028", "\u0085").hasSizeLessThan(2000);
        JsonObject line = observed.line();
        assertThat(line.members())
                .containsEntry("request", JsonValue.of("a  b c"))
                .containsEntry("client", JsonValue.of("team blue"))
                .containsEntry("asked", JsonValue.of("m".repeat(200) + "..."));
        assertThat(text).contains("\"message\":\"It broke  at line 1 [3000 characters]\"");
    }

    @Test
    void a_client_with_many_strange_members_makes_no_long_line() {
        CallObservation call = observed.asked(false);
        call.adjusted(IntStream.range(0, 500)
                .mapToObj(number -> Observed.adjustment("member-" + number, Adjustment.Kind.DROPPED))
                .toList());
        call.cancelled();
        assertThat(observed.lines.getLast()).contains("member-49=dropped\"]").doesNotContain("member-50");
    }

    @Test
    void bodies_are_in_no_line_unless_a_setting_says_so() {
        CallObservation call = observed.asked(false);
        assertThat(call.wantsBodies()).isFalse();
        call.requestBody(bytes("{\"messages\":\"canary\"}"));
        call.answerBody(ByteBuffer.wrap(bytes("canary")));
        call.cancelled();
        assertThat(observed.lines.getLast()).doesNotContain("canary", "body");
    }

    @Test
    void bodies_that_a_setting_asks_for_are_redacted_and_cut() {
        Observed with = new Observed(ObservationSettings.DEFAULT.withBodies(60, Redactor.DEFAULT));
        CallObservation call = with.asked(true);
        assertThat(call.wantsBodies()).isTrue();
        call.requestBody(bytes("{ \"messages\": [], \"api_key\": \"my-own-secret\" }"));
        ByteBuffer answer = ByteBuffer.wrap(bytes("data: {\"text\":\"hello\"}\n\n"));
        call.answerBody(answer);
        call.answerBody(answer);
        assertThat(answer.remaining()).as("the bytes are still to be sent").isEqualTo(24);
        call.answerBody(ByteBuffer.wrap(bytes("data: " + "word ".repeat(1000))));
        call.cancelled();
        JsonObject line = with.line();
        assertThat(line.members())
                .containsEntry("request-body", JsonValue.of("{\"messages\":[],\"api_key\":\"***\"}"))
                .containsEntry(
                        "answer-body",
                        JsonValue.of("data: {\"text\":\"hello\"}\n\ndata: {\"text\":\"hello\"}\n\ndata: word w"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

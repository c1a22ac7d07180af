package dev.parlance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.PlayedGateway.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConformanceSuiteTest {
    private static final Answer LANTERN = chat("{\"role\":\"assistant\",\"content\":\"Lantern.\"}", "stop");

    private static Answer chat(String message, String finish) {
        return Answer.of(
                "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                        + "\"message\":" + message + ",\"finish_reason\":\"" + finish + "\"}],"
                        + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11}}");
    }

    private static Answer refusal(String code, String message) {
        return Answer.of("{\"error\":{\"message\":\"" + message
                        + "\",\"type\":\"invalid_request_error\",\"param\":null," + "\"code\":\"" + code + "\"}}")
                .withStatus(400);
    }

    @Test
    void a_right_answer_works() {
        try (PlayedGateway gateway = PlayedGateway.of(LANTERN)) {
            assertThat(gateway.outcome(Door.OPENAI_CHAT, Feature.TEXT)).isEqualTo(new Outcome.Works());
        }
    }

    @Test
    void an_answer_that_says_something_else_fails() {
        try (PlayedGateway gateway = PlayedGateway.of(chat("{\"role\":\"assistant\",\"content\":\"Lamp.\"}", "stop"))) {
            assertThat(gateway.outcome(Door.OPENAI_CHAT, Feature.TEXT))
                    .isEqualTo(new Outcome.Failed("the text does not say \"lantern\": Lamp."));
        }
    }

    @Test
    void an_answer_that_ends_for_another_reason_fails() {
        try (PlayedGateway gateway =
                PlayedGateway.of(chat("{\"role\":\"assistant\",\"content\":\"Lantern\"}", "length"))) {
            assertThat(gateway.outcome(Door.OPENAI_CHAT, Feature.TEXT)).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void what_is_reported_about_the_feature_makes_it_adjusted() {
        try (PlayedGateway gateway =
                PlayedGateway.of(LANTERN.adjusted("temperature=dropped; max-output-tokens=clamped"))) {
            assertThat(gateway.outcome(Door.OPENAI_CHAT, Feature.SAMPLING))
                    .isEqualTo(new Outcome.Adjusted(List.of("temperature=dropped")));
        }
    }

    @Test
    void what_is_reported_about_something_else_does_not() {
        try (PlayedGateway gateway = PlayedGateway.of(LANTERN.adjusted("max-output-tokens=added"))) {
            assertThat(gateway.outcome(Door.OPENAI_CHAT, Feature.SAMPLING)).isEqualTo(new Outcome.Works());
        }
    }

    @Test
    void what_does_not_come_and_is_not_reported_is_absent() {
        try (PlayedGateway gateway = PlayedGateway.of(LANTERN)) {
            assertThat(gateway.outcome(Door.OPENAI_CHAT, Feature.LOGPROBS))
                    .isEqualTo(new Outcome.Absent("no log probabilities came"));
        }
    }

    @Test
    void what_does_not_come_and_is_reported_is_adjusted() {
        try (PlayedGateway gateway = PlayedGateway.of(LANTERN.adjusted("logprobs=dropped; top-logprobs=dropped"))) {
            assertThat(gateway.outcome(Door.OPENAI_CHAT, Feature.LOGPROBS))
                    .isEqualTo(new Outcome.Adjusted(List.of("logprobs=dropped", "top-logprobs=dropped")));
        }
    }

    @Test
    void a_wish_that_became_another_excuses_no_missing_thought() {
        try (PlayedGateway mapped = PlayedGateway.of(LANTERN.adjusted("thinking=mapped"));
                PlayedGateway dropped = PlayedGateway.of(LANTERN.adjusted("thinking=dropped"))) {
            assertThat(mapped.outcome(Door.OPENAI_CHAT, Feature.THINKING_EFFORT))
                    .isInstanceOf(Outcome.Absent.class);
            assertThat(dropped.outcome(Door.OPENAI_CHAT, Feature.THINKING_EFFORT))
                    .isInstanceOf(Outcome.Adjusted.class);
        }
    }

    @Test
    void a_refused_request_is_refused_whatever_was_adjusted() {
        try (PlayedGateway gateway = PlayedGateway.of(
                refusal("unsupported_request", "No seeds here.").adjusted("seed=dropped"))) {
            assertThat(gateway.outcome(Door.OPENAI_CHAT, Feature.SEED))
                    .isEqualTo(new Outcome.Refused("No seeds here."));
        }
    }

    @Test
    void an_error_that_is_no_refusal_fails() {
        try (PlayedGateway gateway =
                PlayedGateway.of(refusal("server_failed", "Broken.").withStatus(500))) {
            assertThat(gateway.outcome(Door.OPENAI_CHAT, Feature.SEED))
                    .isEqualTo(new Outcome.Failed("status 500, server-failed: Broken."));
        }
    }

    @Test
    void the_host_that_names_the_extra_member_has_got_it() {
        try (PlayedGateway gateway =
                PlayedGateway.of(refusal("unknown_parameter", "Unknown parameter: 'conformanceprobe'."))) {
            assertThat(gateway.outcome(Door.OPENAI_CHAT, Feature.EXTRA_BODY)).isEqualTo(new Outcome.Works());
        }
    }

    @Test
    void a_stream_that_breaks_off_is_no_answer() {
        Answer cut = Answer.of(
                        "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                                + "[{\"index\":0,\"delta\":{\"content\":\"Lantern\"},\"finish_reason\":null}]}\n\n")
                .thatBreaks();
        try (PlayedGateway one = PlayedGateway.of(cut);
                PlayedGateway other = PlayedGateway.of(cut)) {
            assertThat(one.outcome(Door.OPENAI_CHAT, Feature.STREAM)).isInstanceOf(Outcome.Failed.class);
            assertThat(other.marked(Door.OPENAI_CHAT, Feature.TRUNCATED_STREAM)).isEqualTo(new Outcome.Works());
        }
    }

    @Test
    void a_success_in_place_of_an_error_fails() {
        try (PlayedGateway gateway = PlayedGateway.of(LANTERN, LANTERN)) {
            assertThat(gateway.marked(Door.OPENAI_CHAT, Feature.RATE_LIMIT)).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void an_error_of_another_kind_fails() {
        Answer limited = refusal("rate_limit_exceeded", "Slow down.").withStatus(429);
        try (PlayedGateway right = PlayedGateway.of(limited, limited);
                PlayedGateway wrong = PlayedGateway.of(limited, limited)) {
            assertThat(right.marked(Door.OPENAI_CHAT, Feature.RATE_LIMIT)).isEqualTo(new Outcome.Works());
            assertThat(wrong.marked(Door.OPENAI_CHAT, Feature.SERVER_ERROR)).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void an_error_that_the_sandbox_made_up_is_absent() {
        try (PlayedGateway gateway = PlayedGateway.of(refusal("x", "the sandbox was asked for status 400"))) {
            assertThat(gateway.marked(Door.OPENAI_CHAT, Feature.PROMPT_BLOCKED))
                    .isEqualTo(new Outcome.Absent("the host has no error of its own for this"));
        }
    }

    @Test
    void faults_are_asked_of_the_sandbox_alone() {
        try (PlayedGateway gateway = PlayedGateway.of()) {
            assertThat(gateway.outcome(Door.OPENAI_CHAT, Feature.RATE_LIMIT)).isInstanceOf(Outcome.Skipped.class);
            assertThat(gateway.asked()).isEmpty();
        }
    }

    @Test
    void what_a_dialect_has_no_word_for_is_not_asked() {
        try (PlayedGateway gateway = PlayedGateway.of()) {
            assertThat(gateway.outcome(Door.ANTHROPIC_MESSAGES, Feature.SEED)).isInstanceOf(Outcome.Wordless.class);
            assertThat(gateway.asked()).isEmpty();
        }
    }

    @Test
    void a_gateway_that_is_silent_fails_at_the_deadline() {
        try (PlayedGateway gateway = PlayedGateway.of()) {
            Settings impatient = new Settings(gateway.url(), null, Duration.ofMillis(200), 1, false, List.of());

            assertThat(PlayedGateway.outcome(impatient, Door.OPENAI_CHAT, Feature.TEXT))
                    .isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void a_gateway_that_is_not_there_fails_too() {
        URI nobody = URI.create("http://127.0.0.1:1/v1");

        assertThat(PlayedGateway.outcome(Settings.of(nobody, null), Door.OPENAI_CHAT, Feature.TEXT))
                .isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void a_body_that_is_no_answer_fails() {
        try (PlayedGateway gateway = PlayedGateway.of(Answer.of("<html>Welcome</html>"))) {
            assertThat(gateway.outcome(Door.OPENAI_CHAT, Feature.TEXT)).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void the_cells_come_in_the_order_in_which_they_were_asked_for() {
        try (PlayedGateway gateway = PlayedGateway.of(LANTERN, LANTERN);
                ConformanceSuite suite = new ConformanceSuite(Settings.of(gateway.url(), null))) {
            List<Cell> cells = suite.run(List.of("a/one", "b/two"), List.of(Door.OPENAI_CHAT), List.of(Feature.SEED));

            assertThat(cells).extracting(Cell::model).containsExactly("a/one", "b/two");
        }
    }
}

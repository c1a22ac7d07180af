package dev.parlance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformanceTest {
    private static Outcome run(String... options) {
        return Outcome.of(
                Stream.concat(Stream.of("conformance"), Arrays.stream(options)).toArray(String[]::new));
    }

    @Test
    void without_an_address_our_own_gateway_is_asked_and_nothing_is_simulated_elsewhere() {
        Outcome table =
                run("--model", "moonshot/kimi-k2.6", "--features", "text,seed,sampling,image-by-url,rate-limit");

        assertThat(table.code()).as(table.out() + table.err()).isZero();
        assertThat(table.err()).isEmpty();
        assertThat(table.out().lines())
                .anyMatch("moonshot/kimi-k2.6"::equals)
                .anyMatch(line -> line.matches(" +chat +responses +messages +gemini"))
                .anyMatch(line -> line.matches("text +works +works +works +works"))
                .anyMatch(line -> line.matches("seed +adjusted +no word +no word +adjusted"))
                .anyMatch(line -> line.matches("image-by-url +refused +refused +refused +refused"))
                .anyMatch(line -> line.matches("rate-limit +works +works +works +works"))
                .anyMatch("  sampling, adjusted: temperature=dropped, top-p=dropped"::equals)
                .anyMatch("20 cells: 8 works, 6 adjusted, 4 refused, 2 no word"::equals)
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void a_model_after_the_other_gets_a_table_of_its_own() {
        Outcome tables =
                run("--model", "moonshot/kimi-k2.6,openai/gpt-4.1", "--features", "text", "--inbound", "openai-chat");

        assertThat(tables.code()).isZero();
        assertThat(tables.out()).containsSubsequence("moonshot/kimi-k2.6", "text", "openai/gpt-4.1", "text", "2 cells");
    }

    @Test
    void json_holds_every_cell() {
        Outcome json = run(
                "--model",
                "openai/gpt-5",
                "--features",
                "text,sampling",
                "--inbound",
                "openai-chat,anthropic-messages",
                "--json");

        assertThat(json.code()).isZero();
        assertThat(json.objects("cells"))
                .hasSize(4)
                .allSatisfy(cell -> assertThat(cell.text("model")).isEqualTo("openai/gpt-5"));
        JsonObject last = json.objects("cells").getLast();
        assertThat(last.text("inbound")).isEqualTo("anthropic-messages");
        assertThat(last.text("feature")).isEqualTo("sampling");
        assertThat(last.text("result")).isEqualTo("adjusted");
        assertThat(last.text("detail")).contains("temperature=dropped");
    }

    @Test
    void a_gateway_that_fails_ends_with_one() {
        Outcome failed =
                run("--base-url", "http://127.0.0.1:1/v1", "--model", "m", "--features", "text", "--inbound", "gemini");

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).contains("text", "FAILED", "The connection failed", "1 cells: 1 FAILED");
    }

    @Test
    void at_other_gateways_faults_are_not_asked_for() {
        Outcome skipped = run("--base-url", "http://127.0.0.1:1", "--model", "m", "--features", "rate-limit");

        assertThat(skipped.code()).isZero();
        assertThat(skipped.out()).contains("4 cells: 4 not asked");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--base-url http://127.0.0.1:1 | --model is missing",
                "--base-url nowhere --model m | must begin with http:// or https://",
                "--inbound morse | --inbound morse: there is no such dialect. Known: openai-chat",
                "--features telepathy | --features telepathy: there is no such feature. Known: text",
                "--deadline 0 | --deadline and --parallel are 1 or more"
            })
    void unusable_options_say_what_is_wrong(String options, String message) {
        Outcome wrong = run(options.split(" ", -1));

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains(message).doesNotContain("\tat ");
    }
}

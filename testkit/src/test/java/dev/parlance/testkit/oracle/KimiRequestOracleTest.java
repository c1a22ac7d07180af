package dev.parlance.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.chat.Parameter;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.testkit.Sent;
import org.junit.jupiter.api.Test;

/** Kimi Code and CodeCompanion, requests: cases 1 to 10, 22 to 24 and the extra candidates. */
class KimiRequestOracleTest {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    private static final String CALL =
            "\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}]";
    private static final String RESULT = "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"sunny\"}";
    private static final String TOOLS =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}]";

    @Test
    void kimi_code_1_effort_on_the_plan_endpoint_goes_into_the_thinking_object() {
        Sent sent = Sent.to("moonshot-plan", "k3", "{" + HI + ",\"reasoning_effort\":\"high\"}");

        assertThat(sent.member("thinking")).isEqualTo("{\"type\":\"enabled\",\"effort\":\"high\"}");
        assertThat(sent.member("reasoning_effort")).isEqualTo("absent");
    }

    @Test
    void kimi_code_1_effort_on_the_platform_is_reasoning_effort_for_k3() {
        Sent sent = Sent.to("moonshot", "kimi-k3", "{" + HI + ",\"reasoning_effort\":\"high\"}");

        assertThat(sent.member("reasoning_effort")).isEqualTo("\"high\"");
        assertThat(sent.member("thinking")).isEqualTo("absent");
        assertThat(sent.adjustments()).isEmpty();
    }

    @Test
    void kimi_code_2_off_beats_an_effort_and_leaves_no_stale_one() {
        Sent sent = Sent.to(
                "moonshot",
                "kimi-k2.6",
                "{" + HI + ",\"reasoning_effort\":\"high\",\"thinking\":{\"type\":\"disabled\"}}");

        assertThat(sent.member("thinking")).isEqualTo("{\"type\":\"disabled\"}");
        assertThat(sent.member("reasoning_effort")).isEqualTo("absent");
        assertThat(sent.adjusted()).containsExactly("thinking=dropped");
    }

    @Test
    void kimi_code_3_keep_goes_with_thinking_and_never_with_off() {
        assertThat(Sent.to("moonshot", "kimi-k2.6", "{" + HI + ",\"thinking\":{\"type\":\"enabled\",\"keep\":\"all\"}}")
                        .member("thinking"))
                .isEqualTo("{\"type\":\"enabled\",\"keep\":\"all\"}");

        Sent off = Sent.to(
                "moonshot",
                "kimi-k2.6",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":\"ho\"},"
                        + "{\"role\":\"user\",\"content\":\"hu\"}],\"thinking\":{\"type\":\"disabled\",\"keep\":\"all\"}}");
        assertThat(off.member("thinking")).isEqualTo("{\"type\":\"disabled\"}");
        assertThat(off.message(1).get("reasoning_content")).isNull();
        assertThat(off.adjusted()).containsExactly("thinking-keep=dropped");
    }

    @Test
    void kimi_code_4_one_name_for_the_output_limit() {
        Sent legacy = Sent.to("moonshot", "kimi-k2.6", "{" + HI + ",\"max_tokens\":100}");
        assertThat(legacy.member("max_completion_tokens")).isEqualTo("100");
        assertThat(legacy.member("max_tokens")).isEqualTo("absent");
        assertThat(legacy.adjustments()).isEmpty();

        Sent both = Sent.to("moonshot", "kimi-k2.6", "{" + HI + ",\"max_tokens\":100,\"max_completion_tokens\":200}");
        assertThat(both.member("max_completion_tokens")).isEqualTo("200");
        assertThat(both.member("max_tokens")).isEqualTo("absent");

        assertThat(Sent.to("moonshot", "kimi-k2.6", "{" + HI + "}").member("max_completion_tokens"))
                .isEqualTo("absent");
    }

    @Test
    void kimi_code_5_reasoning_and_text_of_a_turn_go_back_beside_each_other() {
        Sent sent = Sent.to(
                "moonshot",
                "kimi-k2.6",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"2+2\"},{\"role\":\"assistant\",\"content\":\"The answer is 4.\","
                        + "\"reasoning_content\":\"Let me think...\"},{\"role\":\"user\",\"content\":\"sure?\"}]}");

        assertThat(sent.message(1))
                .isEqualTo(Json.parse("{\"role\":\"assistant\",\"content\":\"The answer is 4.\",\"reasoning_content\":"
                        + "\"Let me think...\"}"));
    }

    @Test
    void kimi_code_6_explicitly_empty_reasoning_beside_a_call_stays_and_content_is_left_out() {
        Sent sent = Sent.to("moonshot", "kimi-k2.6", toolTurn("\"content\":\"\",\"reasoning_content\":\"\",", ""));

        assertThat(sent.message(1).get("content")).isNull();
        assertThat(sent.message(1).text("reasoning_content")).isEmpty();
        assertThat(sent.message(1).elements("tool_calls")).hasSize(1);
        assertThat(sent.adjustments()).isEmpty();
    }

    @Test
    void kimi_code_7_a_call_without_reasoning_gets_the_empty_text_only_while_thinking() {
        Sent thinking = Sent.to("moonshot", "kimi-k2.6", toolTurn("\"content\":null,", ""));
        assertThat(thinking.message(1).text("reasoning_content")).isEmpty();
        assertThat(thinking.adjusted()).containsExactly("reasoning=added");

        Sent off = Sent.to(
                "moonshot", "kimi-k2.6", toolTurn("\"content\":null,", ",\"thinking\":{\"type\":\"disabled\"}"));
        assertThat(off.message(1).get("reasoning_content")).isNull();
        assertThat(off.adjustments()).isEmpty();

        Sent older = Sent.to("moonshot", "moonshot-v1-128k", toolTurn("\"content\":null,", ""));
        assertThat(older.message(1).get("reasoning_content")).isNull();
    }

    @Test
    void kimi_code_8_keep_all_fills_plain_turns_too_and_no_other_role() {
        Sent sent = Sent.to(
                "moonshot",
                "kimi-k2.6",
                "{\"messages\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":\"hi\"},"
                        + "{\"role\":\"assistant\",\"content\":\"ho\"},{\"role\":\"user\",\"content\":\"hu\"}],"
                        + "\"thinking\":{\"type\":\"enabled\",\"keep\":\"all\"}}");

        assertThat(sent.message(2).text("reasoning_content")).isEmpty();
        for (int other : new int[] {0, 1, 3}) {
            assertThat(sent.message(other).get("reasoning_content")).isNull();
        }
    }

    @Test
    void code_companion_9_nested_or_flat_reasoning_becomes_reasoning_content() {
        for (String form : new String[] {"{\"content\":\"x\"}", "\"x\""}) {
            Sent sent = Sent.to("moonshot", "kimi-k2.6", toolTurn("\"content\":\"t\",\"reasoning\":" + form + ",", ""));
            assertThat(sent.message(1).text("reasoning_content")).isEqualTo("x");
            assertThat(sent.message(1).get("reasoning")).isNull();
        }
    }

    @Test
    void kimi_code_10_dollar_names_are_builtin_functions() {
        Sent sent = Sent.to(
                "moonshot",
                "kimi-k2.6",
                "{" + HI + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"$web_search\"}}]}");

        assertThat(sent.member("tools"))
                .isEqualTo("[{\"type\":\"builtin_function\",\"function\":{\"name\":\"$web_search\"}}]");
    }

    @Test
    void kimi_code_23_foundry_kimi_gets_an_effort_and_the_rest_of_the_window() {
        Sent sent = Sent.to("azure-foundry", "Kimi-K2.6", "{" + HI + ",\"reasoning_effort\":\"medium\"}");

        assertThat(sent.member("reasoning_effort")).isEqualTo("\"medium\"");
        assertThat(sent.member("max_completion_tokens")).isEqualTo("261630");
        assertThat(sent.member("max_tokens")).isEqualTo("absent");
        assertThat(sent.member("thinking")).isEqualTo("absent");
        assertThat(sent.adjusted()).containsExactly("max-output-tokens=added");

        Sent small = Sent.to("azure-foundry", "Kimi-K2.6", "{" + HI + ",\"max_tokens\":1024}");
        assertThat(small.member("max_completion_tokens")).isEqualTo("1024");
        assertThat(small.adjustments()).isEmpty();

        Sent huge = Sent.to("azure-foundry", "Kimi-K2.6", "{" + HI + ",\"max_tokens\":500000}");
        assertThat(huge.member("max_completion_tokens")).isEqualTo("261630");
        assertThat(huge.adjusted()).containsExactly("max-output-tokens=clamped");

        Sent other = Sent.to("azure-foundry", "gpt-4o", "{" + HI + ",\"max_tokens\":4096}");
        assertThat(other.member("max_tokens")).isEqualTo("4096");
        assertThat(other.member("max_completion_tokens")).isEqualTo("absent");
    }

    @Test
    void kimi_code_23_the_thinking_object_never_reaches_foundry() {
        Sent on = Sent.to(
                "azure-foundry", "Kimi-K2.6", "{" + HI + ",\"thinking\":{\"type\":\"enabled\",\"keep\":\"all\"}}");
        assertThat(on.member("thinking")).isEqualTo("absent");
        assertThat(on.adjusted()).contains("thinking-keep=dropped");

        Sent off = Sent.to("azure-foundry", "Kimi-K2.6", "{" + HI + ",\"thinking\":{\"type\":\"disabled\"}}");
        assertThat(off.member("thinking")).isEqualTo("absent");
        assertThat(off.member("reasoning_effort")).isEqualTo("absent");
        assertThat(off.adjusted()).contains("thinking=dropped");
    }

    @Test
    void kimi_code_24_reasoning_in_the_history_asks_for_an_effort_unless_one_is_set_or_off() {
        String history =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\","
                        + "\"reasoning_content\":\"c\"},{\"role\":\"user\",\"content\":\"d\"}]";
        for (String[] place : new String[][] {{"openai-compatible", "any"}, {"azure-foundry", "Kimi-K2.6"}}) {
            Sent unset = Sent.to(place[0], place[1], history + "}");
            assertThat(unset.member("reasoning_effort")).isEqualTo("\"medium\"");
            assertThat(unset.adjusted()).contains("thinking=added");

            Sent pinned = Sent.to(place[0], place[1], history + ",\"reasoning_effort\":\"low\"}");
            assertThat(pinned.member("reasoning_effort")).isEqualTo("\"low\"");

            Sent off = Sent.to(place[0], place[1], history + ",\"reasoning_effort\":\"none\"}");
            assertThat(off.member("reasoning_effort")).isEqualTo("absent");
        }
    }

    @Test
    void kimi_code_24_a_server_that_said_reasoning_gets_it_back_under_that_name() {
        Sent sent = Sent.to(
                "openai-compatible",
                "any",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\","
                        + "\"reasoning\":\"c\"},{\"role\":\"user\",\"content\":\"d\"}]}");

        assertThat(sent.message(1).text("reasoning")).isEqualTo("c");
        assertThat(sent.message(1).get("reasoning_content")).isNull();
    }

    @Test
    void kimi_code_extra_a_forced_tool_choice_switches_thinking_off_where_nobody_asked_for_it() {
        Sent sent = Sent.to("moonshot", "kimi-k2.6", "{" + HI + "," + TOOLS + ",\"tool_choice\":\"required\"}");

        assertThat(sent.member("tool_choice")).isEqualTo("\"required\"");
        assertThat(sent.member("thinking")).isEqualTo("{\"type\":\"disabled\"}");
        assertThat(sent.adjusted()).containsExactly("thinking=added");
    }

    @Test
    void kimi_code_extra_a_forced_tool_choice_gives_way_where_thinking_was_asked_for() {
        Sent asked = Sent.to(
                "moonshot",
                "kimi-k2.6",
                "{" + HI + "," + TOOLS + ",\"tool_choice\":\"required\",\"thinking\":{\"type\":\"enabled\"}}");
        assertThat(asked.member("tool_choice")).isEqualTo("\"auto\"");
        assertThat(asked.adjusted()).containsExactly("tool-choice=mapped");

        Sent named = Sent.to(
                "moonshot",
                "kimi-k3",
                "{" + HI + "," + TOOLS
                        + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}}");
        assertThat(named.member("tool_choice")).isEqualTo("\"required\"");
    }

    @Test
    void kimi_code_extra_an_image_by_url_is_refused_before_anything_is_sent() {
        String request = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":"
                + "{\"url\":\"https://example.com/cat.png\"}}]}]}";

        assertThatThrownBy(() -> Sent.to("moonshot", "kimi-k2.6", request))
                .isInstanceOf(ParlanceException.UnsupportedRequest.class)
                .hasMessageContaining("data URL");
    }

    @Test
    void kimi_code_extra_a_system_message_with_only_tools_is_skipped_elsewhere() {
        String request = "{\"messages\":[{\"role\":\"system\",\"tools\":[]},{\"role\":\"user\",\"content\":\"hi\"}]}";

        assertThat(Sent.to("openai", "gpt-4o", request).body().elements("messages"))
                .hasSize(1);
        assertThat(Sent.to("moonshot", "kimi-k3", request).body().elements("messages"))
                .hasSize(2);
    }

    /** The prefix is not put before the answer: a client that uses partial mode knows that Kimi does not repeat it. */
    @Test
    void kimi_code_extra_a_partial_answer_to_continue_travels_as_it_is() {
        Sent sent = Sent.to(
                "moonshot",
                "kimi-k2.6",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":\"{\","
                        + "\"partial\":true,\"name\":\"json\"}]}");

        assertThat(sent.message(1))
                .isEqualTo(Json.parse("{\"role\":\"assistant\",\"content\":\"{\",\"partial\":true,\"name\":\"json\"}"));
        assertThat(sent.adjustments()).isEmpty();
    }

    @Test
    void kimi_code_extra_a_tool_schema_without_an_object_at_its_root_is_refused() {
        String request = "{" + HI + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\","
                + "\"parameters\":{\"type\":\"string\"}}}]}";

        assertThatThrownBy(() -> Sent.to("moonshot", "kimi-k2.6", request))
                .isInstanceOf(ParlanceException.UnsupportedRequest.class)
                .hasMessageContaining("weather");
    }

    @Test
    void seed_001_temperature_goes_out_on_no_newer_kimi_and_is_reported_when_it_differs_from_the_pin() {
        Sent other = Sent.to("moonshot", "kimi-k2.6", "{" + HI + ",\"temperature\":0.2,\"top_p\":0.5,\"n\":1}");
        assertThat(other.member("temperature")).isEqualTo("absent");
        assertThat(other.member("top_p")).isEqualTo("absent");
        assertThat(other.adjusted()).containsExactly("temperature=dropped", "top-p=dropped");

        Sent pinned = Sent.to("moonshot", "kimi-k2.6", "{" + HI + ",\"temperature\":1,\"top_p\":0.95}");
        assertThat(pinned.member("temperature")).isEqualTo("absent");
        assertThat(pinned.adjustments()).isEmpty();

        Sent off = Sent.to(
                "moonshot", "kimi-k2.6", "{" + HI + ",\"temperature\":0.6,\"thinking\":{\"type\":\"disabled\"}}");
        assertThat(off.adjustments()).isEmpty();

        Sent older = Sent.to("moonshot", "moonshot-v1-8k", "{" + HI + ",\"temperature\":0.2}");
        assertThat(older.member("temperature")).isEqualTo("0.2");
        assertThat(older.adjustmentsOf(Parameter.TEMPERATURE)).isEmpty();
    }

    private static String toolTurn(String assistant, String more) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"weather?\"},{\"role\":\"assistant\"," + assistant + CALL
                + "}," + RESULT + "]," + TOOLS + more + "}";
    }
}

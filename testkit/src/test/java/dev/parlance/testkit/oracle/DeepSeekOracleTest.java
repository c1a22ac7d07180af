package dev.parlance.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.RawJson;
import dev.parlance.testkit.Sent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** open-multi-agent: cases 22 to 27 and what else it knows of DeepSeek. */
class DeepSeekOracleTest {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    private static final String TOOLS =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}]";

    private static String loop(String called, String answered) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"weather?\"},{\"role\":\"assistant\"," + called
                + "\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"sunny\"},{\"role\":\"assistant\","
                + answered
                + "\"content\":\"It is sunny.\"},{\"role\":\"user\",\"content\":\"sure?\"}]," + TOOLS + "}";
    }

    private static String reasoning(String text) {
        return "\"reasoning_content\":\"" + text + "\",";
    }

    /** The case wants the switch beside the effort. These models think anyway, so that the effort alone says the same. */
    @ParameterizedTest
    @ValueSource(strings = {"deepseek", "qiniu"})
    void open_multi_agent_22_the_effort_goes_and_thinking_is_not_off(String host) {
        Sent sent = Sent.to(
                host,
                "deepseek-v4-pro",
                "{" + HI + ",\"thinking\":{\"type\":\"enabled\"},\"reasoning_effort\":\"max\"}");

        assertThat(sent.member("reasoning_effort")).isEqualTo("\"max\"");
        assertThat(sent.member("thinking")).isIn("absent", "{\"type\":\"enabled\"}");
        assertThat(sent.adjustments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek", "qiniu"})
    void open_multi_agent_22_the_switch_alone_goes_as_it_is(String host) {
        Sent sent = Sent.to(host, "deepseek-v4-pro", "{" + HI + ",\"thinking\":{\"type\":\"enabled\"}}");

        assertThat(sent.member("thinking")).isEqualTo("{\"type\":\"enabled\"}");
        assertThat(sent.member("reasoning_effort")).isEqualTo("absent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek", "qiniu"})
    void open_multi_agent_23_thinking_off_sends_no_effort(String host) {
        Sent sent = Sent.to(
                host,
                "deepseek-v4-pro",
                "{" + HI + ",\"thinking\":{\"type\":\"disabled\"},\"reasoning_effort\":\"high\"}");

        assertThat(sent.member("thinking")).isEqualTo("{\"type\":\"disabled\"}");
        assertThat(sent.member("reasoning_effort")).isEqualTo("absent");
        assertThat(sent.adjusted()).containsExactly("thinking=dropped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek", "qiniu"})
    void open_multi_agent_24_once_a_tool_was_called_every_turn_gives_its_reasoning_back(String host) {
        Sent sent = Sent.to(host, "deepseek-v4-pro", loop(reasoning("r1"), reasoning("r2")));

        assertThat(sent.message(1).text("reasoning_content")).isEqualTo("r1");
        assertThat(sent.message(3).text("reasoning_content")).isEqualTo("r2");
        assertThat(sent.adjustments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek", "qiniu"})
    void open_multi_agent_25_the_key_is_there_even_where_the_reasoning_is_not(String host) {
        for (String called : new String[] {"", reasoning("")}) {
            Sent sent = Sent.to(host, "deepseek-v4-pro", loop(called, ""));
            assertThat(sent.message(1).text("reasoning_content")).isEmpty();
            assertThat(sent.message(3).text("reasoning_content")).isEmpty();
            assertThat(sent.message(0).get("reasoning_content")).isNull();
            assertThat(sent.message(2).get("reasoning_content")).isNull();
        }
    }

    @Test
    void open_multi_agent_25_not_where_thinking_is_off() {
        Sent sent = Sent.to(
                "deepseek",
                "deepseek-v4-pro",
                loop("", "").replaceFirst("\\{", "{\"thinking\":{\"type\":\"disabled\"},"));

        assertThat(sent.message(1).get("reasoning_content")).isNull();
    }

    /** DeepSeek takes both; nothing is taken away from what its own answers held. */
    @Test
    void open_multi_agent_26_without_tools_nothing_is_put_in() {
        Sent sent = Sent.to(
                "deepseek",
                "deepseek-v4-pro",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"},"
                        + "{\"role\":\"user\",\"content\":\"c\"}]}");

        assertThat(sent.message(1).get("reasoning_content")).isNull();
        assertThat(sent.adjustments()).isEmpty();
    }

    @Test
    void open_multi_agent_27_the_first_generation_gets_no_reasoning_back() {
        Sent sent = Sent.to(
                "deepseek",
                "deepseek-reasoner",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\","
                        + "\"reasoning_content\":\"r\"},{\"role\":\"user\",\"content\":\"c\"}]}");

        assertThat(sent.message(1).get("reasoning_content")).isNull();
    }

    @Test
    void open_multi_agent_further_a_forced_tool_while_it_thinks_by_default_switches_thinking_off_and_says_so() {
        Sent sent = Sent.to("deepseek", "deepseek-v4-pro", "{" + HI + "," + TOOLS + ",\"tool_choice\":\"required\"}");

        assertThat(sent.member("tool_choice")).isEqualTo("\"required\"");
        assertThat(sent.member("thinking")).isEqualTo("{\"type\":\"disabled\"}");
        assertThat(sent.adjusted()).containsExactly("thinking=added");
    }

    @Test
    void open_multi_agent_further_a_forced_tool_gives_way_where_thinking_was_asked_for() {
        Sent sent = Sent.to(
                "deepseek",
                "deepseek-v4-pro",
                "{" + HI + "," + TOOLS + ",\"tool_choice\":\"required\",\"reasoning_effort\":\"high\"}");

        assertThat(sent.member("tool_choice")).isNotEqualTo("\"required\"");
        assertThat(sent.adjusted()).containsExactly("tool-choice=mapped");
    }

    @Test
    void open_multi_agent_further_a_forced_tool_goes_as_it_is_once_thinking_is_off_by_field_or_extra_body() {
        ChatRequest.Builder request = ChatRequest.builder("deepseek-v4-pro")
                .user("hi")
                .tool(new Tool.Function("weather", "", RawJson.EMPTY_OBJECT))
                .toolChoice(new ToolChoice.Required());
        for (ChatRequest off : new ChatRequest[] {
            request.build().toBuilder().thinking(new Thinking.Off()).build(),
            request.build().toBuilder()
                    .extra("thinking", RawJson.ofText("{\"type\":\"disabled\"}"))
                    .build()
        }) {
            Sent sent = Sent.to("deepseek", off);
            assertThat(sent.member("tool_choice")).isEqualTo("\"required\"");
            assertThat(sent.member("thinking")).isEqualTo("{\"type\":\"disabled\"}");
            assertThat(sent.adjustments()).isEmpty();
        }
    }
}

package dev.parlance.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCallsTest {
    private static final Set<String> TOOLS = Set.of("look", "add");
    private static final TextCalls.Call LOOK = new TextCalls.Call("look", "{\"at\":\"a } brace\"}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tool_call>{\"name\":\"look\",\"arguments\":{\"at\":\"a } brace\"}}</tool_call>",
                "<tool_call>\n{\"name\":\"look\",\"parameters\":{\"at\":\"a } brace\"}}",
                "```json\n{\"name\":\"look\",\"input\":{\"at\":\"a } brace\"}}\n```",
                "{\"name\":\"look\",\"arguments\":{\"at\":\"a } brace\"}}",
                "{\"name\":\"look\",\"arguments\":\"{\\\"at\\\":\\\"a } brace\\\"}\"}",
                "<think>{\"name\":\"add\",\"arguments\":{}}</think>{\"name\":\"look\",\"arguments\":{\"at\":\"a } brace\"}}"
            })
    void open_multi_agent_32_a_call_in_any_of_the_forms_is_found(String text) {
        TextCalls found = TextCalls.in(text, TOOLS);

        assertThat(found.calls()).containsExactly(LOOK);
        assertThat(found.rest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The object {\"name\":\"Ada\",\"arguments\":{}} is no call.",
                "{\"name\":\"look\",\"comment\":\"no arguments\"}",
                "a stray { brace, and another } one",
                "```json\n{\"name\":\"unknown\",\"arguments\":{}}\n```",
                ""
            })
    void what_is_no_call_of_a_known_tool_stays_text(String text) {
        TextCalls found = TextCalls.in(text, TOOLS);

        assertThat(found.calls()).isEmpty();
        assertThat(found.rest()).isEqualTo(text.strip());
    }

    @Test
    void several_calls_and_the_text_around_them_are_told_apart() {
        TextCalls found = TextCalls.in(
                "I will look. {\"name\":\"look\",\"arguments\":{\"at\":\"a } brace\"}} And add: "
                        + "{\"name\":\"add\",\"arguments\":{\"a\":1}} Done.",
                TOOLS);

        assertThat(found.calls()).containsExactly(LOOK, new TextCalls.Call("add", "{\"a\":1}"));
        assertThat(found.rest()).isEqualTo("I will look.  And add:  Done.");
    }
}

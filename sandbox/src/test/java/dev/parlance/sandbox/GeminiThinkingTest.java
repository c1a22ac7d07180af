package dev.parlance.sandbox;

import static dev.parlance.sandbox.GeminiClient.HELLO;
import static dev.parlance.sandbox.GeminiClient.accepted;
import static dev.parlance.sandbox.GeminiClient.parts;
import static dev.parlance.sandbox.GeminiClient.refused;
import static dev.parlance.sandbox.SandboxClient.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thinking by generation: levels, budgets, and whether thoughts are shown. */
class GeminiThinkingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gemini-3-pro-preview   | 'thinkingLevel':'high','thinkingBudget':128 | You can only set only one of thinking budget and thinking level.
                    gemini-2.5-flash       | 'thinkingLevel':'low'    | Thinking level is not supported for this model.
                    gemini-2.5-pro         | 'thinkingLevel':'HIGH'   | Thinking level is not supported for this model.
                    gemini-3-pro-preview   | 'thinkingLevel':'minimal' | Thinking level MINIMAL is not supported for this model. Please retry with other thinking level.
                    gemini-3.1-pro-preview | 'thinkingLevel':'MINIMAL' | Thinking level MINIMAL is not supported for this model. Please retry with other thinking level.
                    gemini-3.7-flash       | 'thinkingLevel':'minimal' | Thinking level MINIMAL is not supported for this model. Please retry with other thinking level.
                    gemini-flash-latest    | 'thinkingLevel':'minimal' | Thinking level MINIMAL is not supported for this model. Please retry with other thinking level.
                    gemini-2.5-pro         | 'thinkingBudget':0       | Budget 0 is invalid. This model only works in thinking mode.
                    gemini-3.6-flash       | 'thinkingBudget':0       | Budget 0 is invalid. This model only works in thinking mode.
                    gemini-2.5-pro         | 'thinkingBudget':32769   | The thinking budget 32769 is invalid. Please choose a value between 128 and 32768.
                    gemini-2.5-flash       | 'thinkingBudget':24577   | The thinking budget 24577 is invalid. Please choose a value between 0 and 24576.
                    gemini-2.5-flash-lite  | 'thinkingBudget':24577   | The thinking budget 24577 is invalid. Please choose a value between 512 and 24576.
                    gemini-3-flash-preview | 'thinkingLevel':'max'    | Invalid value at ’generation_config.thinking_config.thinking_level’ (type.googleapis.com/google.ai.generativelanguage.v1beta.ThinkingConfig.ThinkingLevel), "max"
                    """, quoteCharacter = '\0')
    void what_a_model_does_not_take_is_refused(String model, String config, String message) {
        refused(model, thinking(config), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gemini-3-pro-preview   | 'thinkingLevel':'LOW'     | true
                    gemini-3-flash-preview | 'thinkingLevel':'minimal' | false
                    gemini-3.6-flash       | 'thinkingLevel':'minimal' | false
                    gemini-3.1-flash-lite  | 'thinkingLevel':'minimal' | false
                    gemini-3.7-flash       | 'thinkingLevel':'medium'  | true
                    gemini-3-pro-preview   | 'thinkingBudget':128      | true
                    gemini-2.5-pro         | 'thinkingBudget':32768    | true
                    gemini-2.5-pro         | 'thinkingBudget':-1       | true
                    gemini-2.5-flash       | 'thinkingBudget':0        | false
                    gemini-2.5-flash       | 'thinkingBudget':24576    | true
                    gemini-2.5-flash       | 'includeThoughts':false   | true
                    gemini-2.5-flash-lite  | 'includeThoughts':false   | false
                    gemini-2.5-flash-lite  | 'thinkingBudget':512      | true
                    gemini-2.0-flash       | 'includeThoughts':false   | false
                    """, quoteCharacter = '\0')
    void what_a_model_takes_has_its_effect(String model, String config, boolean thinks) {
        JsonObject usage = member(accepted(model, thinking(config)), "usageMetadata");
        assertThat(usage.get("thoughtsTokenCount") != null).isEqualTo(thinks);
    }

    @Test
    void thoughts_are_shown_on_request() {
        JsonObject shown = accepted("gemini-2.5-flash", thinking("'includeThoughts':true"));
        assertThat(parts(shown)).hasSize(2);
        assertThat(parts(shown).getFirst().get("thought")).isEqualTo(new JsonBoolean(true));
        assertThat(parts(shown).getFirst().text("text")).startsWith("The user asks");
        assertThat(parts(accepted("gemini-2.5-flash", thinking("'includeThoughts':false"))))
                .hasSize(1);
    }

    private static String thinking(String config) {
        return HELLO + ",'generationConfig':{'thinkingConfig':{" + config + "}}";
    }
}

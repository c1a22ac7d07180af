package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Thinking;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three histories of MoonshotAI/kimi-code issue 520 and pull request 950 in each mode, at the simulated Kimi. */
class StallTest extends AgentTest {
    /** How the answer after the tool's result ends. */
    enum History {
        CUT_IN_THE_MIDDLE("Cloudy. ".repeat(20), 30),
        ANNOUNCED("Cloudy in the north.\nNext I will check the south.", null),
        FINISHED("sunny", null);

        private final String result;
        private final @Nullable Integer room;

        History(String result, @Nullable Integer room) {
            this.result = result;
            this.room = room;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EVIDENCE, CUT_IN_THE_MIDDLE, CUT_BY_LENGTH",
        "EVIDENCE, ANNOUNCED, ANNOUNCED_ACTION",
        "EVIDENCE, FINISHED,",
        "ALWAYS, CUT_IN_THE_MIDDLE, CUT_BY_LENGTH",
        "ALWAYS, ANNOUNCED, ANNOUNCED_ACTION",
        "ALWAYS, FINISHED, NONE_NEEDED",
        "OFF, CUT_IN_THE_MIDDLE,",
        "OFF, ANNOUNCED,",
        "OFF, FINISHED,"
    })
    void a_model_is_reminded_once_where_the_mode_says_so(
            StallRecovery mode, History history, @Nullable StallEvidence evidence) {
        ChatRequest.Builder task = ChatRequest.builder("").user("Weather?").thinking(new Thinking.Off());
        if (history.room != null) {
            task.maxOutputTokens(history.room);
        }

        AgentOutcome outcome = Agent.run(
                kimi(),
                task.build(),
                List.of(weather(history.result)),
                AgentSettings.builder().stallRecovery(mode).build(),
                events::add);

        assertThat(outcome).isInstanceOf(AgentOutcome.Finished.class);
        assertThat(heard(AgentEvent.StallNoticed.class))
                .extracting(AgentEvent.StallNoticed::evidence)
                .isEqualTo(evidence == null ? List.of() : List.of(evidence));
        // A reminded model calls the tool again, and then answers for good.
        assertThat(sandbox.received()).hasSize(evidence == null ? 2 : 4);
        assertThat(outcome.transcript().messages()).filteredOn(Notes::isNote).hasSize(evidence == null ? 0 : 1);
    }
}

package dev.parlance.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TextCallRecoveryTest {
    private static final String CALL = "{\"name\":\"look\",\"arguments\":{\"at\":1}}";
    private static final ChatEvent STOPPED =
            new ChatEvent.ResponseStopped(new StopReason(StopReason.Kind.STOP, "stop"));

    /** A decoder that says what it was told to say. */
    private record Said(List<ChatEvent> events) implements ResponseDecoder {
        @Override
        public void feed(ByteBuffer bytes, Consumer<ChatEvent> sink) {
            events.forEach(sink);
        }

        @Override
        public void end(Consumer<ChatEvent> sink) {}
    }

    private static ChatResponse recovered(ChatEvent... events) {
        ResponseFold fold = new ResponseFold("host");
        new TextCallRecovery(new Said(List.of(events)), Set.of("look")).feed(ByteBuffer.allocate(0), fold);
        return fold.response();
    }

    @Test
    void a_call_in_text_becomes_a_call_and_the_reason_to_stop() {
        ChatResponse response = recovered(
                new ChatEvent.TextDelta(CALL.substring(0, 9)), new ChatEvent.TextDelta(CALL.substring(9)), STOPPED);

        assertThat(response.text()).isEmpty();
        assertThat(response.toolCalls()).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("look");
            assertThat(call.arguments().text()).isEqualTo("{\"at\":1}");
            assertThat(call.id()).isNotEmpty();
        });
        assertThat(response.stop()).isEqualTo(new StopReason(StopReason.Kind.TOOL_CALLS, "stop"));
    }

    @Test
    void native_calls_win_and_the_text_stays() {
        ChatResponse response = recovered(
                new ChatEvent.TextDelta(CALL),
                new ChatEvent.ToolCallStarted(0, "call_1", "look", Members.NONE),
                new ChatEvent.ToolCallEnded(0),
                STOPPED);

        assertThat(response.text()).isEqualTo(CALL);
        assertThat(response.toolCalls()).hasSize(1);
    }

    @Test
    void text_that_is_no_call_and_failures_pass_as_they_are() {
        assertThat(recovered(new ChatEvent.TextDelta("hello"), STOPPED).text()).isEqualTo("hello");
        ChatResponse failed = recovered(
                new ChatEvent.TextDelta(CALL),
                new ChatEvent.ResponseFailed(new ParlanceException.ServerFailed(Failure.of("gone")), null));
        assertThat(failed.text()).isEqualTo(CALL);
        assertThat(failed.error()).isNotNull();
    }
}

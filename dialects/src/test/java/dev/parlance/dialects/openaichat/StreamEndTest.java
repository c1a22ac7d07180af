package dev.parlance.dialects.openaichat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ErrorKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which streams are whole. */
class StreamEndTest {
    private static final String USAGE = "{'choices':[],'usage':{'prompt_tokens':11,'completion_tokens':7}}";
    private static final ResponseHead STREAM =
            new ResponseHead(200, Map.of("content-type", List.of("text/event-stream")));

    private static ChatResponse body(String body) {
        ResponseDecoder decoder = new OpenAiChatDecoder(STREAM, Profile.unknown("host", "m", "openai-chat"));
        ResponseFold fold = new ResponseFold("host");
        decoder.feed(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), fold);
        decoder.end(fold);
        return fold.response();
    }

    private static ChatResponse stream(String... chunks) {
        StringBuilder body = new StringBuilder();
        for (String chunk : chunks) {
            body.append("data: ").append(chunk.replace('\'', '"')).append("\n\n");
        }
        return body(body.toString());
    }

    private static String delta(String delta, @Nullable String finish) {
        return "{'id':'c','choices':[{'index':0,'delta':" + delta + ",'finish_reason':"
                + (finish == null ? "null" : "'" + finish + "'") + "}]}";
    }

    private static @Nullable ErrorKind failure(ChatResponse response) {
        return response.error() == null ? null : response.error().kind();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'role':'assistant','content':''}",
                "{'content':'half an ans'}",
                "{'reasoning_content':'let me'}",
                "{'refusal':'I'}",
                "{'tool_calls':[{'index':0,'id':'a','function':{'name':'f','arguments':'{}'}}]}",
                "{'audio':{'id':'a'},'tool_calls':[{'index':0,'id':'a','function':{'name':'f','arguments':'{'}}]}",
            })
    void an_end_marker_that_no_finish_reason_precedes_ends_no_answer(String delta) {
        ChatResponse response = stream(delta(delta, null), USAGE, "[DONE]");
        assertThat(failure(response)).isEqualTo(ErrorKind.STREAM_TRUNCATED);
        assertThat(Objects.requireNonNull(response.usage()).output()).isEqualTo(7);
    }

    @Test
    void sound_ends_without_a_finish_reason() {
        ChatResponse response = stream(
                delta("{'role':'assistant','refusal':null}", null),
                delta("{'content':null,'audio':{'id':'audio_1','data':'AAAA'}}", null),
                USAGE,
                "{'id':'c','choices':[{'index':0,'delta':{'audio':{'expires_at':1780697157}}}]}",
                "[DONE]");
        assertThat(failure(response)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "", "tool_calls", "newer"})
    void a_finish_reason_ends_an_answer_with_the_marker_or_without(String reason) {
        String last = delta("{'content':'all'}", reason);
        assertThat(failure(stream(last, "[DONE]"))).isNull();
        assertThat(failure(stream(last))).isNull();
        assertThat(Objects.requireNonNull(stream(delta("{'content':'x'}", "length"), "[DONE]")
                                .stop())
                        .kind())
                .isEqualTo(StopReason.Kind.LENGTH);
    }

    @Test
    void an_end_marker_alone_is_an_empty_answer() {
        assertThat(failure(stream("[DONE]"))).isEqualTo(ErrorKind.EMPTY_RESPONSE);
        assertThat(failure(stream(USAGE, "[DONE]"))).isEqualTo(ErrorKind.EMPTY_RESPONSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "d", "data", ":", "\n", "\ufeff"})
    void an_announced_stream_that_tells_nothing_was_cut(String body) {
        assertThat(failure(body(body))).isEqualTo(ErrorKind.STREAM_TRUNCATED);
    }

    @Test
    void an_event_that_is_no_chunk_leaves_the_usage_that_came_before() {
        ChatResponse response = stream(delta("{'content':'x'}", null), USAGE, "<html>");
        assertThat(failure(response)).isEqualTo(ErrorKind.MALFORMED_RESPONSE);
        assertThat(Objects.requireNonNull(response.usage()).input()).isEqualTo(11);
    }
}

package dev.parlance.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client is told of an answer that failed on the way, in each dialect: what it cost, the error, and no end of success. */
class FailedStreamTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "openai-chat | true | {'model':'h/m','stream':true,'stream_options':{'include_usage':true},'messages':[{'role':'user','content':'hi'}]} | [DONE]",
                "openai-responses | true | {'model':'h/m','stream':true,'input':'hi'} | response.completed",
                "anthropic-messages | true | {'model':'h/m','stream':true,'max_tokens':9,'messages':[{'role':'user','content':'hi'}]} | message_stop",
                "gemini | true | {'contents':[{'parts':[{'text':'hi'}]}]} | finishReason",
                "gemini | false | {'contents':[{'parts':[{'text':'hi'}]}]} | finishReason",
            })
    void the_cost_stands_before_the_error_and_no_end_behind_it(
            String dialect, boolean events, String body, String successEnd) {
        InboundDialect inbound = Objects.requireNonNull(Dialects.inbound(dialect));
        RequestTarget target =
                dialect.equals("gemini") ? new RequestTarget("h/m", true, events, Map.of()) : RequestTarget.NONE;
        InboundRequest request =
                inbound.decodeRequest(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), target);
        StreamEncoder encoder = inbound.streamEncoder(request, new Origin("host", "cohere-chat"));
        JsonWriter out = new JsonWriter(512);
        encoder.encode(new ChatEvent.ResponseStarted("id-1", "m", 1), out);
        encoder.encode(new ChatEvent.TextDelta("half"), out);
        encoder.encode(
                new ChatEvent.UsageReported(new Usage(4711L, null, null, 1234L, null, RawJson.EMPTY_OBJECT)), out);
        encoder.encode(
                new ChatEvent.ResponseFailed(new ParlanceException.StreamTruncated(Failure.of("The line broke")), null),
                out);
        String written = new String(out.toBytes(), StandardCharsets.UTF_8);
        assertThat(written)
                .contains("half")
                .contains("4711")
                .contains("1234")
                .contains("The line broke")
                .doesNotContain(successEnd);
        if (!dialect.equals("openai-responses")) {
            assertThat(written.indexOf("4711")).isLessThan(written.indexOf("The line broke"));
        }
    }
}

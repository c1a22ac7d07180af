package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.dialects.Dialects;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedRequestTest {
    private static final int LONG = 20_000;
    private static final RequestTarget PATH = new RequestTarget("m-1", true, true, Map.of());

    /** With a call that has no id, for ids are then made up from the request. */
    private static final List<ChatEvent> ANSWER = List.of(
            new ChatEvent.ResponseStarted(null, null, 0),
            new ChatEvent.TextDelta("It rains."),
            new ChatEvent.ToolCallStarted(0, "", "f", Members.NONE),
            new ChatEvent.ToolCallDelta(0, "{}"),
            new ChatEvent.ToolCallEnded(0),
            new ChatEvent.ResponseStopped(new StopReason(StopReason.Kind.TOOL_CALLS, null)));

    @ParameterizedTest
    @CsvSource({
        "openai-chat, 10",
        "openai-chat, 20000",
        "anthropic-messages, 10",
        "anthropic-messages, 20000",
        "gemini, 10",
        "gemini, 20000"
    })
    void an_answer_is_written_the_same_when_the_words_of_the_request_are_gone(String dialect, int letters) {
        AskedRequest asked = read(dialect, letters);
        for (String host : List.of("openai-chat", "openai-responses", "anthropic-messages", "gemini")) {
            assertThat(written(dialect, read(letGo(read(dialect, letters))), host))
                    .isEqualTo(written(dialect, asked.full(), host));
        }
        assertThat(inbound(dialect).keepAlive(letGo(asked).shape()))
                .isEqualTo(inbound(dialect).keepAlive(read(dialect, letters).shape()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-chat", "anthropic-messages", "gemini"})
    void of_a_request_that_was_let_go_no_words_are_left(String dialect) {
        AskedRequest asked = letGo(read(dialect, LONG));
        ChatRequest left = asked.shape().request();
        assertThat(left.messages())
                .hasSameSizeAs(read(dialect, LONG).full().request().messages())
                .containsOnly(Message.user(""));
        assertThat(left.tools()).isEmpty();
        assertThat(left.streaming())
                .isEqualTo(read(dialect, LONG).full().request().streaming());
        assertThat(asked.raw()).isNull();
        assertThatThrownBy(asked::full).hasMessageContaining("let go");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void the_bytes_of_a_request_that_was_let_go_are_nobodys() {
        byte[] body = body("openai-chat", LONG);
        WeakReference<byte[]> bytes = new WeakReference<>(body);
        AskedRequest asked = AskedRequest.read(body, inbound("openai-chat"), PATH);
        body = new byte[0];
        asked.letGo();
        while (bytes.get() != null) {
            System.gc();
        }
        assertThat(asked.shape().request().model()).isEqualTo("m-1");
        assertThat(body).isEmpty();
    }

    @Test
    void a_request_that_its_answer_repeats_is_kept() {
        AskedRequest asked = read("openai-responses", LONG);
        InboundRequest full = asked.full();
        asked.letGo();
        assertThat(asked.full()).isEqualTo(full);
        assertThat(asked.toBeAnswered()).isEqualTo(full);
    }

    private static AskedRequest letGo(AskedRequest asked) {
        asked.letGo();
        return asked;
    }

    private static InboundRequest read(AskedRequest letGo) {
        return letGo.toBeAnswered();
    }

    private static AskedRequest read(String dialect, int letters) {
        return AskedRequest.read(body(dialect, letters), inbound(dialect), PATH);
    }

    private static String written(String dialect, InboundRequest request, String host) {
        StreamEncoder encoder = inbound(dialect).streamEncoder(request, new Origin("acme", host, null));
        JsonWriter out = new JsonWriter(256);
        ANSWER.forEach(event -> encoder.encode(event, out));
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    private static InboundDialect inbound(String name) {
        return Objects.requireNonNull(Dialects.inbound(name));
    }

    private static byte[] body(String dialect, int letters) {
        String words = "w".repeat(letters);
        String body = switch (dialect) {
            case "openai-chat" ->
                "{\"model\":\"m-1\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"temperature\":0.5,"
                        + "\"messages\":[{\"role\":\"system\",\"content\":\"Be brief\"},{\"role\":\"user\",\"content\":\""
                        + words + "\"}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\","
                        + "\"parameters\":{\"type\":\"object\"}}}],\"tool_choice\":\"auto\"}";
            case "anthropic-messages" ->
                "{\"model\":\"m-1\",\"stream\":true,\"max_tokens\":100,\"system\":\"Be brief\",\"messages\":["
                        + "{\"role\":\"user\",\"content\":\"" + words
                        + "\"},{\"role\":\"assistant\",\"content\":\"Yes\"},"
                        + "{\"role\":\"user\",\"content\":\"Go on\"}],"
                        + "\"tools\":[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}}]}";
            case "gemini" ->
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"" + words + "\"}]}],"
                        + "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\"}]}]}";
            default ->
                "{\"model\":\"m-1\",\"stream\":true,\"instructions\":\"Be brief\",\"input\":\"" + words + "\","
                        + "\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"parameters\":{\"type\":\"object\"}}]}";
        };
        return body.getBytes(StandardCharsets.UTF_8);
    }
}

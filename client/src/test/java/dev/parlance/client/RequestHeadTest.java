package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.error.ParlanceException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host sees of a request before its body. */
@Timeout(30)
class RequestHeadTest {
    private static final ChatRequest QUESTION =
            ChatRequest.builder("").user("Hello").build();

    private final RawHost host = new RawHost();

    @AfterEach
    void closeHost() {
        host.close();
    }

    @Test
    void it_is_http_1_1_and_asks_for_nothing_newer() {
        host.hangsUp(RawHost.STREAM + RawHost.text("done") + RawHost.end());
        try (Parlance door = host.door().open();
                var stream = door.model("openai-compatible/small").stream(QUESTION)) {
            assertThat(stream.response().text()).isEqualTo("done");
        }
        String asked = host.asked().getFirst();
        List<String> head = asked.substring(0, asked.indexOf("\r\n\r\n"))
                .lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .toList();

        assertThat(head).first().isEqualTo("post /v1/chat/completions http/1.1");
        assertThat(head).noneMatch(line -> line.startsWith("upgrade:") || line.startsWith("http2-settings:"));
        assertThat(head).noneMatch(line -> line.startsWith("connection:"));
        assertThat(head).anyMatch(line -> line.startsWith("content-length:"));
    }

    @Test
    void a_header_that_http_does_not_let_through_is_named_and_its_value_not_shown() {
        Recorder recorder = new Recorder();
        try (Parlance door = ScriptedHost.door(Map.of(
                        "MOONSHOT_BASE_URL", "http://127.0.0.1:9/v1",
                        "MOONSHOT_API_KEY", "key",
                        "KIMI_CODE_CUSTOM_HEADERS", "x-trace: broken by \u0007 a bell"))
                .listener(recorder)
                .open()) {
            assertThatThrownBy(() -> door.model("moonshot/kimi-k2.6").generate(QUESTION))
                    .isInstanceOf(ParlanceException.Misconfigured.class)
                    .hasMessageContaining("The header x-trace")
                    .hasMessageNotContaining("broken");
        }
        assertThat(recorder.heard).last().isEqualTo("failed MISCONFIGURED");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void a_redirect_is_not_followed_but_told(int status) {
        host.hangsUp(
                "HTTP/1.1 " + status + " Elsewhere\r\nlocation: http://127.0.0.1:9/login\r\ncontent-length: 0\r\n\r\n");
        try (Parlance door = host.door().open()) {
            assertThatThrownBy(() -> door.model("openai-compatible/small").generate(QUESTION))
                    .isInstanceOf(ParlanceException.Misconfigured.class)
                    .hasMessageContaining(String.valueOf(status))
                    .hasMessageContaining("http://127.0.0.1:9/login");
            assertThat(host.connections()).isEqualTo(1);
        }
    }
}

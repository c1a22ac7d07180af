package dev.parlance.testkit.raw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.raw.RawRequest;
import dev.parlance.dialects.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the raw lane leaves to the full one: whatever is faulty or not plainly to be told apart, and small requests. */
class RawRequestFaultsTest {
    private static final InboundDialect CHAT = Objects.requireNonNull(Dialects.inbound("openai-chat"));
    private static final String LONG = "many words ".repeat(300);
    private static final String USER = "{\"role\":\"user\",\"content\":\"" + LONG + "\"}";

    @Test
    void a_plain_large_request_goes_raw_and_its_words_are_the_clients_own_bytes() {
        String spaced = "{\"model\" : \"m\", \"temperature\": 1.0,\n \"messages\" : [ "
                + USER.replace("many", "m\\u0061ny") + " ] }";

        PreparedRequest prepared = prepared(spaced, "openai-compatible", "m");

        assertThat(prepared).isNotNull();
        assertThat(new String(Objects.requireNonNull(prepared).wire().body().bytes(), StandardCharsets.UTF_8))
                .startsWith("{\"model\":\"m\",\"messages\":[{\"role\"")
                .contains("m\\u0061ny words")
                .contains("\"temperature\":1.0");
    }

    @Test
    void a_small_request_is_left_to_the_full_lane() {
        assertThat(read("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'model':'m','messages':[U]} x",
                "{'model':'m','messages':[U]}}",
                "{'model':'m','messages':[U]",
                "{'model':'m','messages':[U}",
                "{'model':'m','messages':[U],}",
                "{'model':'m','messages':[U],'messages':[U]}",
                "{'model':'m','messages':[U],'mess\\u0061ges':[U]}",
                "{'model':'m','model':'n','messages':[U]}",
                "\ufeff{'model':'m','messages':[U]}",
                "[{'model':'m','messages':[U]}]",
                "{'model':'m','messages':[U],'temperature':1x}",
                "{'model':'m','messages':[U],'stream':yes}",
                "{'model':'m','messages':{'content':'LONG'}}",
                "{'model':'m','messages':[{'role':'robot','content':'LONG'}]}",
                "{'model':'m','messages':[{'role':'user','content':'\\x LONG'}]}",
                "{'model':'m','messages':[{'role':'user','content':'LONG\\x'}]}",
                "{'model':'m','messages':[{'role':'user','content':'LONG\\u12G4'}]}",
                "{'model':'m','messages':[{'role':'user','content':'LONG\nLONG'}]}",
                "{'model':'m','messages':[{'role':'user','content':'LONG}]}",
                "{'messages':[U]}",
                "LONG"
            })
    void what_is_faulty_is_left_to_the_full_lane(String body) {
        assertThat(read(body.replace('\'', '"').replace("U]", USER + "]").replace("LONG", LONG)))
                .isNull();
    }

    @Test
    void bytes_that_are_no_characters_are_left_to_the_full_lane() {
        byte[] body = ("{\"model\":\"m\",\"messages\":[" + USER + "]}").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(body)).isNotNull();
        for (int[] bad :
                new int[][] {{0xff}, {0xc0, 0xaf}, {0xed, 0xa0, 0x80}, {0xe4, 0xbd}, {0xf5, 0x80, 0x80, 0x80}}) {
            byte[] broken = body.clone();
            for (int index = 0; index < bad.length; index++) {
                broken[500 + index] = (byte) bad[index];
            }
            assertThat(read(broken)).isNull();
        }
    }

    @Test
    void brackets_beyond_reason_are_left_to_the_full_lane() {
        String deep = "[".repeat(600) + "]".repeat(600);
        assertThat(read("{\"model\":\"m\",\"messages\":[" + USER + "],\"extra\":" + deep + "}"))
                .isNull();
    }

    @Test
    void a_conversation_that_a_rule_changes_goes_raw_with_the_change() {
        String call = "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}";
        String result = "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"" + LONG + "\"}";
        String body = "{\"model\":\"m\",\"messages\":[" + USER + "," + call + "," + result + "]}";
        String reasoned = body.replace("\"content\":null", "\"content\":\"I look.\",\"reasoning_content\":\"So.\"");

        assertThat(prepared(body, "openai-compatible", "m")).isNotNull();
        PreparedRequest mended = Objects.requireNonNull(prepared(body, "moonshot", "kimi-k2.6"));
        assertThat(new String(mended.wire().body().bytes(), StandardCharsets.UTF_8))
                .as("a stand-in for its reasoning is put in")
                .contains("reasoning_content")
                .contains(LONG);
        assertThat(prepared(reasoned, "moonshot", "kimi-k2.6")).isNotNull();
        assertThat(prepared(
                        body.replace("\"tool_call_id\":\"c1\"", "\"tool_call_id\":\"c2\""), "moonshot", "kimi-k2.6"))
                .as("refused")
                .isNull();
    }

    @Test
    void words_that_look_like_stand_ins_are_left_to_the_full_lane() {
        String body = "{\"model\":\"m\",\"messages\":[" + USER + "],\"user\":\"parlanceCut0Z\"}";
        assertThat(read(body)).isNull();
    }

    @Test
    void words_that_turn_into_a_stand_in_are_left_to_the_full_lane() {
        String body = "{\"model\":\"m\",\"messages\":[" + USER + "],\"user\":\"parlance\\u0043ut0Z\"}";
        assertThat(prepared(body, "openai-compatible", "m")).isNull();
    }

    private static @Nullable RawRequest read(String body) {
        return read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable RawRequest read(byte[] body) {
        return RawRequest.read(
                body, CHAT, RequestTarget.NONE, Objects.requireNonNull(Dialects.rawShape("openai-chat")));
    }

    private static @Nullable PreparedRequest prepared(String body, String host, String model) {
        Dialect dialect = Objects.requireNonNull(Dialects.outbound("openai-chat"));
        return Objects.requireNonNull(read(body))
                .prepared(inbound -> Preparation.prepare(
                        inbound.request(), Catalog.bundled().resolve(host, model), dialect, Policy.ADAPT));
    }
}

package dev.parlance.gateway.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.error.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    /** Every secret of these tests; the last letters differ from what any service issues. */
    private static final String CANARY = "canary0123456789";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer %s",
                "authorization: bearer %s is wrong",
                "Authorization: Basic dXNlcjpw%s==",
                "authorization=%s",
                "Bearer %s",
                "api_key=%s&model=m",
                "apiKey: '%s'",
                "x-api-key: %s",
                "X-Goog-Api-Key: %s",
                "Api-Key: %s",
                "{\"arguments\":\"{\\\"password\\\": \\\"%s\\\"}\"}",
                "client_secret=%s",
                "refresh_token: %s",
                "https://host.example/v1?key=%s&alt=sse",
                "https://host.example/v1?api-version=1&sig=%s",
                "proxy http://user:%s@proxy.example:3128 refused",
                "Incorrect API key provided: sk-%s.",
                "sk-ant-api03-%s",
                "xai-%s",
                "gsk_%s",
                "ghu_%s",
                "github_pat_%s",
                "AIza%s",
                "ya29.%s",
                "eyJhbGciOiJI.%s.c2lnbmF0dXJl",
                "Cookie: %s",
            })
    void what_looks_like_a_secret_goes(String text) {
        String with = text.replace("%s", CANARY);
        assertThat(Redactor.DEFAULT.text(with)).contains("***").doesNotContain(CANARY, "0123456789");
        assertThat(Redactor.DEFAULT
                        .told(Observed.error(ErrorKind.UNAUTHENTICATED, "Refused: " + with))
                        .message())
                .doesNotContain(CANARY);
    }

    @Test
    void other_words_stay() {
        for (String text : List.of(
                "The model kimi-k2.6 does not exist",
                "max_tokens: 4096 is more than 2048",
                "Basic arithmetic is hard",
                "Unknown parameter 'tokenizer' in https://api.example.com/v1/chat?alt=sse",
                "messages[0].content is missing",
                "tool_call_id call_abc123 has no result",
                "2026-11-21T10:00:00Z")) {
            assertThat(Redactor.DEFAULT.text(text)).isEqualTo(text);
        }
    }

    @Test
    void a_cut_key_file_goes_as_a_whole_one_does() {
        assertThat(Redactor.DEFAULT.text(
                        "a -----BEGIN RSA PRIVATE KEY-----\nMIIB\nAAAA\n-----END RSA PRIVATE KEY----- b"))
                .isEqualTo("a *** b");
        assertThat(Redactor.DEFAULT.text("a -----BEGIN PRIVATE KEY-----\nMIIB\nAAAA"))
                .isEqualTo("a ***");
    }

    @Test
    void media_and_signatures_are_counted_in_place_of_shown() {
        assertThat(Redactor.DEFAULT.text("see data:image/png;base64," + "iVBORw0KGgo+/Az0".repeat(4) + "== here"))
                .isEqualTo("see data:image/png;base64,[66 characters] here");
        assertThat(Redactor.DEFAULT.text("\"signature\":\"" + "Ab0+/_-".repeat(100) + "==\""))
                .isEqualTo("\"signature\":\"[702 characters]\"");
        assertThat(Redactor.DEFAULT.text("word ".repeat(200))).hasSize(1000);
    }

    @Test
    void in_json_the_name_of_a_member_is_enough() {
        String body = """
                {"headers":{"Authorization":"plain-word","X-API-Key":["plain-word"]},"max_tokens":5,"token":{"a":"plain-word"},
                 "tools":[{"arguments":"{\\"clientSecret\\":\\"plain-word\\"}"}],"Set-Cookie":"plain-word","sk-%s":1}""".replace("%s", CANARY);
        assertThat(redacted(body))
                .isEqualTo(
                        "{\"headers\":{\"Authorization\":\"***\",\"X-API-Key\":\"***\"},\"max_tokens\":5,\"token\":\"***\","
                                + "\"tools\":[{\"arguments\":\"{\\\"clientSecret\\\":\\\"***\\\"}\"}],\"Set-Cookie\":\"***\",\"***\":1}");
    }

    @Test
    void a_stream_and_a_body_cut_short_are_read_as_text() {
        assertThat(redacted("data: {\"password\":\"plain-word\",\"text\":\"hi\"}\n\ndata: [DONE]\n\n"))
                .isEqualTo("data: {\"password\":\"***\",\"text\":\"hi\"}\n\ndata: [DONE]\n\n");
        assertThat(redacted("{\"text\":\"hi\",\"access_token\":\"plain-wo")).doesNotContain("plain");
    }

    @Test
    void a_body_is_cut_and_says_so() {
        String body = "{\"text\":\"" + "word ".repeat(100) + "\"}";
        assertThat(Redactor.DEFAULT.body(body.getBytes(StandardCharsets.UTF_8), 20))
                .isEqualTo("{\"text\":\"word word w[cut, " + body.length() + " bytes in all]");
        String huge = "{\"text\":\"" + "word ".repeat(300_000) + "\"}";
        assertThat(Redactor.DEFAULT.body(huge.getBytes(StandardCharsets.UTF_8), 20))
                .hasSizeLessThan(60);
    }

    @Test
    void patterns_of_the_users_own_are_looked_for_too() {
        Redactor own = Redactor.DEFAULT.also(List.of(Pattern.compile("DE\\d{20}")));
        assertThat(own.text("IBAN DE00000000000000000000 and Bearer " + CANARY)).isEqualTo("IBAN *** and Bearer ***");
    }

    @Test
    void no_text_keeps_it_busy() {
        // Each of these made a pattern with nested repetition run for minutes.
        for (String piece : List.of(
                "a", "data:", "\\", "authorization ", "-----BEGIN PRIVATE KEY-----", "eyJaaaaaaaa.", "key=", " ")) {
            String text = piece.repeat(4000 / piece.length());
            assertThat(Redactor.DEFAULT.text(text).length()).isLessThanOrEqualTo(text.length());
        }
    }

    private static String redacted(String body) {
        return Redactor.DEFAULT.body(body.getBytes(StandardCharsets.UTF_8), 10_000);
    }
}

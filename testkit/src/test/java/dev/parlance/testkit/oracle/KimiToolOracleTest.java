package dev.parlance.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.testkit.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kimi Code, tools as they go over the wire: cases 11 to 13. */
class KimiToolOracleTest {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    private static String request(String schema) {
        return "{" + HI + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":" + schema
                + "}}]}";
    }

    private static String sent(String schema, String path) {
        return Member.of(
                Sent.to("moonshot", "kimi-k2.6", request(schema)).body(), "tools/0/function/parameters/" + path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"enum\":[\"a\",\"b\"]} | \"string\"",
                "{\"enum\":[1,2.5]} | \"number\"",
                "{\"enum\":[1,2]} | \"integer\"",
                "{\"type\":\"object\",\"enum\":[\"a\"],\"properties\":{}} | \"string\"",
            })
    void kimi_code_11_values_give_their_type(String property, String type) {
        String schema = "{\"type\":\"object\",\"properties\":{\"p\":" + property + "}}";

        assertThat(sent(schema, "properties/p/type")).isEqualTo(type);
        assertThat(sent(schema, "properties/p/enum")).isEqualTo(Member.of(Json.parse(property), "enum"));
        assertThat(sent(schema, "properties/p/properties")).isEqualTo("absent");
    }

    @Test
    void kimi_code_12_references_are_written_out_unless_they_turn_in_a_circle() {
        String plain =
                "{\"type\":\"object\",\"properties\":{\"p\":{\"$ref\":\"#/$defs/place\",\"description\":\"where\"}},"
                        + "\"$defs\":{\"place\":{\"type\":\"string\",\"description\":\"a place\"}}}";
        assertThat(sent(plain, "$defs")).isEqualTo("absent");
        assertThat(Json.parse(sent(plain, "properties/p")))
                .isEqualTo(Json.parse("{\"type\":\"string\",\"description\":\"where\"}"));

        String circle = "{\"type\":\"object\",\"properties\":{\"p\":{\"$ref\":\"#/$defs/tree\"}},"
                + "\"$defs\":{\"tree\":{\"type\":\"object\",\"properties\":{\"left\":{\"$ref\":\"#/$defs/tree\"}}}}}";
        assertThat(sent(circle, "$defs/tree/properties/left/$ref")).isEqualTo("\"#/$defs/tree\"");
        assertThat(sent(circle, "properties/p/$ref")).isEqualTo("\"#/$defs/tree\"");
    }

    /** Kimi's own ids, {@code name:0}, go back to Kimi as they are; the case's first id is one of another form here. */
    @Test
    void kimi_code_13_ids_are_rewritten_in_call_and_result_alike() {
        Sent sent = Sent.to("moonshot", "kimi-k2.6", loop("search 0", "search_0", "x".repeat(80), "search:0"));

        for (int place = 0; place < 4; place++) {
            String id = ((JsonObject) sent.message(1).elements("tool_calls").get(place)).text("id");
            assertThat(id).isEqualTo(new String[] {"search_0_2", "search_0", "x".repeat(64), "search:0"}[place]);
            assertThat(sent.message(2 + place).text("tool_call_id")).isEqualTo(id);
        }
        assertThat(sent.adjusted()).contains("tool-call-id=repaired");
    }

    @Test
    void kimi_code_13_kimis_ids_are_clean_where_the_history_moves_to_a_stricter_host() {
        Sent sent = Sent.to("anthropic", "claude-sonnet-4-5", loop("search:0", "search_0", "x".repeat(80)));

        List<JsonValue> calls = sent.message(1).elements("content");
        List<JsonValue> results = sent.message(2).elements("content");
        for (int place = 0; place < 3; place++) {
            String id = ((JsonObject) calls.get(place)).text("id");
            assertThat(id).isEqualTo(new String[] {"search_0_2", "search_0", "x".repeat(64)}[place]);
            assertThat(((JsonObject) results.get(place)).text("tool_use_id")).isEqualTo(id);
        }
    }

    private static String loop(String... ids) {
        StringBuilder calls = new StringBuilder();
        StringBuilder results = new StringBuilder();
        for (String id : ids) {
            calls.append(calls.isEmpty() ? "" : ",").append(call(id));
            results.append(",").append(result(id));
        }
        return "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"tool_calls\":[" + calls
                + "]}" + results + "]}";
    }

    private static String call(String id) {
        return "{\"id\":\"" + id + "\",\"type\":\"function\",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}";
    }

    private static String result(String id) {
        return "{\"role\":\"tool\",\"tool_call_id\":\"" + id + "\",\"content\":\"r\"}";
    }
}

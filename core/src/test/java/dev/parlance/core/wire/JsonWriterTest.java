package dev.parlance.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonWriterTest {
    @Test
    void commas_stand_between_and_nowhere_else() {
        JsonWriter writer = new JsonWriter(0);

        writer.beginObject()
                .name("a")
                .beginArray()
                .number(1)
                .beginObject()
                .endObject()
                .beginArray()
                .endArray()
                .string("x")
                .endArray()
                .name("b")
                .nothing()
                .name("c")
                .raw(RawJson.ofText("{ \"kept\":1.0 }"))
                .name("d")
                .bool(false)
                .endObject();

        assertThat(text(writer)).isEqualTo("{\"a\":[1,{},[],\"x\"],\"b\":null,\"c\":{ \"kept\":1.0 },\"d\":false}");
    }

    @Test
    void text_is_escaped_as_little_as_json_allows() {
        JsonWriter writer = new JsonWriter(0);

        writer.string("\"\\/\b\f\n\r\t\u0000\u001f\u007fé漢😀\u2028");

        assertThat(text(writer)).isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007fé漢😀\u2028\"");
    }

    @Test
    void frames_around_values_take_no_comma() {
        JsonWriter writer = new JsonWriter(0);

        writer.frame("data: ").beginObject().name("a").number(1).endObject().frame("\n\n");
        writer.frame("data: ").beginObject().endObject().frame("\n\n");

        assertThat(text(writer)).isEqualTo("data: {\"a\":1}\n\ndata: {}\n\n");
    }

    @Test
    void a_writer_that_was_reset_starts_anew() {
        JsonWriter writer = new JsonWriter(0);
        writer.beginArray().number(1);

        writer.reset();
        writer.string("new");

        assertThat(text(writer)).isEqualTo("\"new\"");
        assertThat(writer.length()).isEqualTo(5);
    }

    @Test
    void doubles_are_written_without_a_needless_fraction() {
        assertThat(JsonValue.of(1.0).literal()).isEqualTo("1");
        assertThat(JsonValue.of(0.6).literal()).isEqualTo("0.6");
        assertThat(JsonValue.of(-0.0).literal()).isEqualTo("0");
        assertThat(JsonValue.of(1e300).decimal()).isEqualByComparingTo("1e300");
        assertThatThrownBy(() -> JsonValue.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(JsonWriter writer) {
        return new String(writer.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void strings_of_every_length_are_written_and_read_whatever_stands_where_in_them() {
        String[][] kinds = {
            {"a", "a"},
            {"\"", "\\\""},
            {"\\", "\\\\"},
            {"\n", "\\n"},
            {"\u0001", "\\u0001"},
            {"\u007f", "\u007f"},
            {"é", "é"},
            {"?", "?"},
            {"你", "你"},
            {"\ud83d\ude00", "\ud83d\ude00"}
        };
        for (int length = 0; length < 80; length++) {
            for (int place = 0; place <= length; place++) {
                for (String[] kind : kinds) {
                    String before = "x".repeat(place);
                    String after = "y".repeat(length - place);
                    String text = before + kind[0] + after + kind[0];
                    byte[] written = new JsonWriter(16).string(text).toBytes();
                    assertThat(new String(written, StandardCharsets.UTF_8))
                            .isEqualTo('"' + before + kind[1] + after + kind[1] + '"');
                    assertThat(Json.parse(written)).isEqualTo(JsonValue.of(text));
                    assertThat(Json.parse(escaped(text))).isEqualTo(JsonValue.of(text));
                }
            }
        }
    }

    /** With every character as its number. */
    private static byte[] escaped(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        text.chars().forEach(unit -> escaped.append(String.format("\\u%04x", unit)));
        return escaped.append('"').toString().getBytes(StandardCharsets.US_ASCII);
    }
}

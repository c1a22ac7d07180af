package dev.parlance.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,2",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "[1,]",
                "[1 2]",
                "{\"a\" 1}",
                "{a:1}",
                "nul",
                "truth",
                "01",
                "-",
                "+1",
                ".5",
                "1.",
                "1e",
                "NaN",
                "'a'",
                "\"",
                "\"\\x\"",
                "\"\\u12\"",
                "[1]x",
                "{}{}",
                "/* no */1"
            })
    void what_is_not_json_is_refused(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void a_fault_names_line_and_column() {
        MalformedJson fault =
                catchThrowableOfType(MalformedJson.class, () -> Json.parse("{\n  \"a\": 1,\n  \"b\" 2\n}"));

        assertThat(fault.line()).isEqualTo(3);
        assertThat(fault).hasMessageContaining("(line 3, column ");
    }

    @Test
    void an_unexpected_value_is_named_with_its_place() {
        byte[] bytes = "{\"a\":[{\"b\":true}]}".getBytes(StandardCharsets.UTF_8);

        try (JsonReader reader = JsonReader.of(bytes, 0, bytes.length)) {
            reader.nextMember();
            reader.nextElement();
            reader.nextMember();

            assertThatThrownBy(reader::string)
                    .isInstanceOf(MalformedJson.class)
                    .hasMessageContaining("/a/0/b must be a string, but found true or false");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void json_in_another_encoding_is_refused_before_its_bytes_are_passed_on(String encoding) {
        byte[] bytes = "{\"a\":1}".getBytes(Charset.forName(encoding));

        assertThatThrownBy(() -> JsonReader.of(bytes, 0, bytes.length))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1E-2147483648", "[0e1000000000]", "{\"a\":1e+1234567890}"})
    void an_exponent_that_no_decimal_holds_is_a_fault_and_no_surprise_later(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void half_a_surrogate_pair_is_text_but_no_name() {
        assertThat(Json.parse("\"\\ud83d\"")).isEqualTo(JsonValue.of("\ud83d"));
        assertThatThrownBy(() -> Json.parse("{\"\\ud83d\":1}")).isInstanceOf(MalformedJson.class);
    }

    @Test
    void a_number_that_is_no_long_gives_the_stand_in() {
        byte[] bytes = "[12,1.5,99999999999999999999,\"3\",{\"a\":1},-7]".getBytes(StandardCharsets.UTF_8);
        List<Long> numbers = new ArrayList<>();

        try (JsonReader reader = JsonReader.of(bytes, 0, bytes.length)) {
            while (reader.nextElement()) {
                numbers.add(reader.longOr(-1));
            }
            reader.end();
        }

        assertThat(numbers).containsExactly(12L, -1L, -1L, -1L, -1L, -7L);
    }

    @Test
    void asking_a_scalar_for_elements_ends() {
        byte[] bytes = "7".getBytes(StandardCharsets.UTF_8);

        try (JsonReader reader = JsonReader.of(bytes, 0, bytes.length)) {
            assertThat(reader.nextElement()).isFalse();
        }
    }

    @Test
    void of_two_members_with_one_name_the_later_counts_but_people_are_told() {
        String text = "{\"a\":1,\"a\":2}";

        assertThat(Json.parse(text)).isEqualTo(JsonValue.object("a", JsonValue.of(2)));
        assertThatThrownBy(() -> Json.parseCommented(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("\"a\" stands twice");
    }

    @Test
    void comments_are_allowed_where_people_write() {
        byte[] text = "// rules\n{ /* one */ \"a\": 1 }".getBytes(StandardCharsets.UTF_8);

        assertThat(Json.parseCommented(text)).isEqualTo(JsonValue.object("a", JsonValue.of(1)));
    }

    @Test
    void damaged_json_is_read_or_refused_and_nothing_else_happens() {
        for (int seed = 0; seed < 8_000; seed++) {
            Generated generated = new Generated(seed);
            byte[] bytes = generated.damaged(JsonWriter.bytes(generated.value(4)));
            try {
                JsonValue value = Json.parse(bytes);
                assertThat(Json.parse(JsonWriter.bytes(value)))
                        .as("seed %d", seed)
                        .isEqualTo(value);
                assertThat(RawJson.ofTrusted(bytes).hashCode())
                        .as("seed %d", seed)
                        .isEqualTo(value.hashCode());
            } catch (MalformedJson refused) {
                assertThat(refused.line()).as("seed %d", seed).isNotNegative();
            }
        }
    }

    @Test
    void damaged_objects_are_passed_on_raw_or_refused_and_nothing_else_happens() {
        for (int seed = 0; seed < 8_000; seed++) {
            Generated generated = new Generated(seed);
            byte[] bytes = generated.damaged(JsonWriter.bytes(generated.object(4)));
            int members = 0;
            try (JsonReader reader = JsonReader.of(bytes, 0, bytes.length)) {
                while (reader.nextMember() != null) {
                    reader.raw();
                    members++;
                }
            } catch (MalformedJson refused) {
                assertThat(refused.line()).as("seed %d", seed).isNotNegative();
            }
            assertThat(members).as("seed %d", seed).isLessThan(bytes.length + 1);
        }
    }
}

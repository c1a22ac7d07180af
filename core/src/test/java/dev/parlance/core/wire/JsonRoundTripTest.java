package dev.parlance.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Laws of the JSON reader and writer over generated values. */
class JsonRoundTripTest {
    private static final int CASES = 3000;

    @Test
    void what_is_written_reads_back_as_the_same_value() {
        for (int seed = 0; seed < CASES; seed++) {
            JsonValue value = new Generated(seed).value(5);

            JsonValue read = Json.parse(JsonWriter.bytes(value));

            assertThat(read).as("seed %d", seed).isEqualTo(value);
            assertThat(read.hashCode()).as("seed %d", seed).isEqualTo(value.hashCode());
        }
    }

    @Test
    void numbers_keep_their_digits_and_members_their_order() {
        for (int seed = 0; seed < CASES; seed++) {
            JsonValue value = new Generated(seed).value(4);

            String text = Json.text(value);

            assertThat(Json.text(Json.parse(text))).as("seed %d", seed).isEqualTo(text);
        }
    }

    @Test
    void pretty_text_says_the_same() {
        for (int seed = 0; seed < CASES; seed++) {
            JsonValue value = new Generated(seed).value(4);

            assertThat(Json.parse(Json.pretty(value))).as("seed %d", seed).isEqualTo(value);
        }
    }

    @Test
    void members_read_raw_are_the_values_that_stood_there() {
        for (int seed = 0; seed < CASES; seed++) {
            JsonObject value = new Generated(seed).object(4);
            byte[] framed = ("xyz" + Json.pretty(value) + "xyz").getBytes(StandardCharsets.UTF_8);
            Map<String, JsonValue> members = new LinkedHashMap<>();

            try (JsonReader reader = JsonReader.of(framed, 3, framed.length - 6)) {
                for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
                    RawJson raw = reader.raw();
                    assertThat(raw.text())
                            .as("seed %d", seed)
                            .isEqualTo(raw.text().strip());
                    members.put(name, raw.value());
                }
                reader.end();
            }

            assertThat(new JsonObject(members)).as("seed %d", seed).isEqualTo(value);
        }
    }

    @Test
    void elements_can_be_skipped_and_read_in_any_mix() {
        for (int seed = 0; seed < CASES; seed++) {
            Generated generated = new Generated(seed);
            JsonValue.JsonArray array = generated.array(4);
            byte[] bytes = JsonWriter.bytes(array);
            List<JsonValue> read = new ArrayList<>();

            try (JsonReader reader = JsonReader.of(bytes, 0, bytes.length)) {
                for (int index = 0; reader.nextElement(); index++) {
                    if (generated.oneIn(2)) {
                        reader.skip();
                        read.add(array.elements().get(index));
                    } else {
                        read.add(reader.value());
                    }
                }
                reader.end();
            }

            assertThat(read).as("seed %d", seed).isEqualTo(array.elements());
        }
    }

    @Test
    void half_a_surrogate_pair_survives_as_its_escape() {
        JsonString half = new JsonString("a\ud83d");

        assertThat(Json.text(half)).isEqualTo("\"a\\ud83d\"");
        assertThat(Json.parse(Json.text(half))).isEqualTo(half);
    }

    @Test
    void nesting_is_read_to_500_levels_and_refused_beyond() {
        String deep = "[".repeat(500) + "]".repeat(500);

        assertThat(Json.text(Json.parse(deep))).isEqualTo(deep);
        assertThatThrownBy(() -> Json.parse("[" + deep + "]"))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("nested deeper than 500 levels");
    }

    @Test
    void a_text_of_ten_megabytes_passes() {
        JsonString large = new JsonString("é\"\n".repeat(2_500_000));

        assertThat(Json.parse(JsonWriter.bytes(large))).isEqualTo(large);
    }
}

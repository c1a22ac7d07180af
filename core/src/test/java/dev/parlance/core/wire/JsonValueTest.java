package dev.parlance.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import org.junit.jupiter.api.Test;

class JsonValueTest {
    @Test
    void numbers_are_equal_by_value() {
        assertThat(new JsonNumber("1.0")).isEqualTo(new JsonNumber("1")).hasSameHashCodeAs(new JsonNumber("1e0"));
        assertThat(new JsonNumber("-0")).isEqualTo(new JsonNumber("0.00")).hasSameHashCodeAs(new JsonNumber("0"));
        assertThat(new JsonNumber("1")).isNotEqualTo(new JsonNumber("1.0000000000000000001"));
        assertThat(new JsonNumber("1")).isNotEqualTo(JsonValue.of("1"));
    }

    @Test
    void only_whole_numbers_in_range_are_whole() {
        assertThat(new JsonNumber("1e3").wholeNumber()).isEqualTo(1000);
        assertThat(new JsonNumber("2.0").wholeNumber()).isEqualTo(2);
        assertThat(new JsonNumber("2.5").wholeNumber()).isNull();
        assertThat(new JsonNumber("9223372036854775808").wholeNumber()).isNull();
        assertThat(new JsonNumber("1e99999999").wholeNumber()).isNull();
    }

    @Test
    void the_order_of_members_does_not_count_but_is_kept() {
        JsonObject one = JsonValue.object("a", JsonValue.of(1), "b", JsonValue.of(2));
        JsonObject other = JsonValue.object("b", JsonValue.of(2), "a", JsonValue.of(1));

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(Json.text(other)).isEqualTo("{\"b\":2,\"a\":1}");
    }

    @Test
    void a_changed_member_keeps_its_place() {
        JsonObject object = JsonValue.object("a", JsonValue.of(1), "b", JsonValue.of(2));

        assertThat(Json.text(object.with("a", JsonValue.of("new")))).isEqualTo("{\"a\":\"new\",\"b\":2}");
        assertThat(Json.text(object.without("a"))).isEqualTo("{\"b\":2}");
        assertThat(object.without("c")).isSameAs(object);
    }

    @Test
    void raw_json_is_equal_by_value_and_text_that_is_none_by_bytes() {
        assertThat(RawJson.ofText("{\"a\": 1.0}")).isEqualTo(RawJson.ofText("{\"a\":1}"));
        assertThat(RawJson.ofText("{\"a\": 1.0}")).hasSameHashCodeAs(RawJson.ofText("{\"a\":1}"));
        assertThat(RawJson.ofText("{broken")).isEqualTo(RawJson.ofText("{broken"));
        assertThat(RawJson.ofText("{broken")).isNotEqualTo(RawJson.ofText("{}"));
        assertThat(RawJson.ofText("{broken").objectOrNull()).isNull();
        assertThat(RawJson.ofText("[1]").objectOrNull()).isNull();
    }
}

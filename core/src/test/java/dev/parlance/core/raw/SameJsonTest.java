package dev.parlance.core.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameJsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{\"a\":1,\"b\":[true,null]}|{ \"a\" : 1 , \"b\" : [ true , null ] }|true",
                "{\"a\":1,\"b\":2}|{\"b\":2,\"a\":1}|true",
                "{\"a\":{\"c\":3,\"d\":{}},\"b\":2}|{\"b\":2,\"a\":{\"d\":{},\"c\":3}}|true",
                "[{\"a\":1,\"b\":2},3]|[{\"b\":2,\"a\":1},3]|true",
                "{\"\\u0061\":\"\\u00e4\"}|{\"a\":\"ä\"}|true",
                "{\"a\":1}|{\"a\":1.0}|false",
                "{\"a\":1}|{\"a\":1,\"b\":2}|false",
                "{\"a\":1,\"b\":2}|{\"a\":1}|false",
                "{}|{\"a\":1}|false",
                "[]|[1]|false",
                "[1,2]|[1]|false",
                "[1]|[1,2]|false",
                "[1,2]|[2,1]|false",
                "{\"a\":1,\"a\":2,\"b\":3}|{\"b\":3,\"a\":2}|false",
                "{\"a\":null}|{}|false",
                "\"a\"|\"b\"|false",
                "\"1\"|1|false",
                "true|false|false",
                "{\"a\":1}|[1]|false"
            })
    void values_are_compared_whatever_the_order_of_members(String one, String other, boolean same) {
        assertThat(same(one, other)).isEqualTo(same);
        assertThat(same(other, one)).isEqualTo(same);
    }

    private static boolean same(String one, String other) {
        return SameJson.same(one.getBytes(StandardCharsets.UTF_8), 0, other.getBytes(StandardCharsets.UTF_8), 0);
    }
}

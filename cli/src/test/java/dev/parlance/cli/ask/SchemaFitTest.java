package dev.parlance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaFitTest {
    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1}                 | {"type":"object"}
            1.0                     | {"type":"integer"}
            12345678901234567890    | {"type":"integer"}
            null                    | {"type":["string","null"]}
            "b"                     | {"enum":["a","b"]}
            {"a":1,"b":2}           | {"type":"object","properties":{"a":{"type":"number"}}}
            {"a":null}              | {"properties":{"a":{"type":"string"}}}
            {"x-a":1}               | {"patternProperties":{"^x-":{}},"additionalProperties":false}
            [1,"a"]                 | {"prefixItems":[{},{}],"items":false}
            [1]                     | {"items":[{"type":"string"}]}
            "2026-01-01"            | {"type":"string","format":"date","pattern":"x"}
            {"next":{"next":{}}}    | {"$defs":{"node":{"properties":{"next":{"$ref":"#/$defs/node"}}}},"$ref":"#/$defs/node"}
            1                       | {"$ref":"#"}
            1                       | {"$ref":"https://example.org/other"}
            1                       | {"anyOf":[{"type":"string"},{"type":"number"}]}
            "👋🏽"                    | {"maxLength":2}
            """)
    void what_fits_or_cannot_be_judged_passes(String value, String schema) {
        assertThat(new SchemaFit((JsonObject) Json.parse(schema)).fault(Json.parse(value)))
                .isNull();
    }

    @Test
    @Timeout(30)
    void references_in_circles_that_part_at_every_turn_come_to_an_end() {
        JsonObject schema = (JsonObject) Json.parse("{\"allOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}");

        assertThat(new SchemaFit(schema).fault(Json.parse("1"))).isNull();
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                      | {"type":"object"}                                          | $ must be of type object
            1.5                     | {"type":"integer"}                                         | $ must be of type integer
            true                    | {"type":["string","null"]}                                 | $ must be of type string or null
            {}                      | {"required":["city"]}                                      | $.city is missing
            {"city":5}              | {"properties":{"city":{"type":"string"}}}                  | $.city must be of type string
            {"city":null}           | {"properties":{"city":{"type":"string"}},"required":["city"]} | $.city must be of type string
            {"a":1}                 | {"properties":{},"additionalProperties":false}             | $.a must not be there
            {"a":1}                 | {"additionalProperties":{"type":"string"}}                 | $.a must be of type string
            [{"n":1},{"n":"1"}]     | {"items":{"properties":{"n":{"type":"number"}}}}           | $[1].n must be of type number
            []                      | {"minItems":1}                                             | the number of elements of $ must be at least 1
            "abc"                   | {"maxLength":2}                                            | the length of $ must be at most 2
            7                       | {"minimum":7.5}                                            | $ must be at least 7.5
            "c"                     | {"enum":["a","b"]}                                         | $ is none of the values that are allowed
            "c"                     | {"const":"a"}                                              | $ is none of the values that are allowed
            true                    | {"anyOf":[{"type":"string"},{"type":"number"}]}            | $ fits none of anyOf
            1                       | {"allOf":[{"type":"number"},{"type":"string"}]}            | $ must be of type string
            {"next":{"next":1}}     | {"$defs":{"a/b":{"type":"object","properties":{"next":{"$ref":"#/$defs/a~1b"}}}},"$ref":"#/$defs/a~1b"} | $.next.next must be of type object
            """)
    void what_does_not_fit_is_named_with_its_place(String value, String schema, String fault) {
        assertThat(new SchemaFit((JsonObject) Json.parse(schema)).fault(Json.parse(value)))
                .isEqualTo(fault);
    }
}

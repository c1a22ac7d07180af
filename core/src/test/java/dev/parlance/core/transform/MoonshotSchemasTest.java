package dev.parlance.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Profiles;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Generated;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoonshotSchemasTest {
    private static Conversation offering(Tool tool) {
        ChatRequest request =
                ChatRequest.builder("kimi-k2.6").user("hi").tool(tool).build();
        return Conversations.of(Profiles.kimi().profile(), request);
    }

    private static Tool.Function tool(String schema) {
        return new Tool.Function("look", null, RawJson.ofText(schema));
    }

    private static Tool.Function sent(Conversation conversation) {
        return (Tool.Function)
                MoonshotSchemas.normalize(conversation).request().tools().getFirst();
    }

    private static void becomes(String schema, String expected) {
        Conversation conversation = offering(tool(schema));
        assertThat(sent(conversation).parameters()).isEqualTo(RawJson.ofText(expected));
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns("tools", Adjustment::parameter)
                .returns(Adjustment.Kind.REPAIRED, Adjustment::kind)
                .returns(Json.parse(schema), Adjustment::asked)
                .returns(Json.parse(expected), Adjustment::sent)
                .satisfies(adjustment -> assertThat(adjustment.reason()).contains("\"look\""));
        Conversation again = offering(tool(expected));
        assertThat(sent(again))
                .as("repaired once")
                .isSameAs(again.request().tools().getFirst());
    }

    private static void propertyBecomes(String property, String expected) {
        becomes(
                "{\"type\":\"object\",\"properties\":{\"x\":" + property + "}}",
                "{\"type\":\"object\",\"properties\":{\"x\":" + expected + "}}");
    }

    private static void stays(String schema) {
        Conversation conversation = offering(tool(schema));
        assertThat(MoonshotSchemas.normalize(conversation)).isSameAs(conversation);
        assertThat(conversation.log().adjustments()).isEmpty();
    }

    private static void refused(Tool tool, String... parts) {
        assertThatThrownBy(() -> MoonshotSchemas.normalize(offering(tool)))
                .isInstanceOf(ParlanceException.UnsupportedRequest.class)
                .hasMessageContainingAll(parts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"type\":\"object\", \"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"],"
                        + "\"additionalProperties\":false}",
                "{\"type\":\"object\",\"properties\":{\"type\":{\"type\":\"string\"},\"$ref\":{\"type\":\"string\"}}}",
                "{\"type\":\"object\",\"properties\":{\"any\":{\"type\":\"object\",\"additionalProperties\":{}}}}",
                "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"string\",\"default\":{\"$ref\":\"#/a\"}}}}",
                "{\"type\":\"object\",\"oneOf\":[{\"type\":\"object\",\"required\":[\"a\"]}]}",
                "{\"type\":\"object\",\"properties\":{\"x\":{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}}}",
                "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"number\",\"enum\":[1,2]}}}",
                "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":[\"string\",\"null\"],\"enum\":[\"a\",null]}}}",
                "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"string\",\"enum\":[\"a\",1]}}}",
                "{\"type\":\"object\",\"properties\":{\"x\":{\"$ref\":\"https://example.test/schema\"}}}"
            })
    void a_schema_that_needs_nothing_keeps_its_very_bytes(String schema) {
        stays(schema);
    }

    @Test
    void kimi_code_case_11_an_enum_gives_its_type() {
        propertyBecomes("{\"enum\":[\"a\",\"b\"]}", "{\"enum\":[\"a\",\"b\"],\"type\":\"string\"}");
        propertyBecomes("{\"enum\":[1,2.5]}", "{\"enum\":[1,2.5],\"type\":\"number\"}");
        propertyBecomes("{\"enum\":[1,2]}", "{\"enum\":[1,2],\"type\":\"integer\"}");
        propertyBecomes("{\"enum\":[true]}", "{\"enum\":[true],\"type\":\"boolean\"}");
        propertyBecomes("{\"const\":null}", "{\"const\":null,\"type\":\"null\"}");
    }

    @Test
    void kimi_code_case_11_values_win_over_a_type_that_contradicts_them() {
        propertyBecomes(
                "{\"type\":\"object\",\"enum\":[\"a\"],\"properties\":{}}", "{\"type\":\"string\",\"enum\":[\"a\"]}");
        propertyBecomes(
                "{\"type\":\"string\",\"const\":3,\"minLength\":1,\"minimum\":1}",
                "{\"type\":\"integer\",\"const\":3,\"minimum\":1}");
    }

    @Test
    void kimi_code_case_11_the_callers_own_schema_is_not_touched() {
        Tool.Function given = tool("{\"type\":\"object\",\"properties\":{\"x\":{\"enum\":[\"a\"]}}}");
        Conversation conversation = offering(given);

        MoonshotSchemas.normalize(conversation);

        assertThat(conversation.request().tools()).containsExactly(given);
        assertThat(given.parameters()).hasToString("{\"type\":\"object\",\"properties\":{\"x\":{\"enum\":[\"a\"]}}}");
    }

    @Test
    void kimi_code_case_11_mixed_values_without_a_type_are_refused_with_their_place() {
        refused(
                tool(
                        "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"array\",\"items\":{\"enum\":[\"a\",1]}}}}"),
                "tool \"look\"",
                "properties.x.items",
                "several types",
                "anyOf");
    }

    @Test
    void kimi_code_case_12_a_reference_is_written_out_and_the_definitions_go() {
        becomes(
                "{\"type\":\"object\",\"properties\":{\"place\":{\"$ref\":\"#/$defs/Place\",\"description\":\"where\"}},"
                        + "\"$defs\":{\"Place\":{\"type\":\"string\",\"description\":\"a place\",\"minLength\":1}}}",
                "{\"type\":\"object\",\"properties\":{\"place\":{\"type\":\"string\",\"description\":\"where\","
                        + "\"minLength\":1}}}");
    }

    @Test
    void kimi_code_case_12_a_circular_reference_stays_and_so_do_its_definitions() {
        String node = "{\"type\":\"object\",\"properties\":{\"next\":{\"$ref\":\"#/$defs/Node\"}}}";
        stays("{\"type\":\"object\",\"properties\":{\"head\":{\"$ref\":\"#/$defs/Node\"}},\"$defs\":{\"Node\":" + node
                + "}}");
        becomes(
                "{\"$ref\":\"#/$defs/Node\",\"$defs\":{\"Node\":" + node + ",\"Unused\":{\"enum\":[1]}}}",
                "{\"type\":\"object\",\"properties\":{\"next\":{\"$ref\":\"#/$defs/Node\"}},\"$defs\":{\"Node\":" + node
                        + ",\"Unused\":{\"enum\":[1],\"type\":\"integer\"}}}");
    }

    @Test
    void a_circular_reference_to_the_older_definitions_is_pointed_to_the_newer_and_loses_its_type() {
        becomes(
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/definitions/A\",\"type\":\"object\"}},"
                        + "\"definitions\":{\"A\":{\"type\":\"object\",\"properties\":{\"b\":{\"$ref\":\"#/definitions/B\"}}},"
                        + "\"B\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/definitions/A\"}}}}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/A\"}},"
                        + "\"$defs\":{\"A\":{\"type\":\"object\",\"properties\":{\"b\":{\"$ref\":\"#/$defs/B\"}}},"
                        + "\"B\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/A\"}}}}");
    }

    @Test
    void a_whole_schema_may_be_a_reference_and_pointers_may_be_escaped_or_go_through_arrays() {
        becomes(
                "{\"$ref\":\"#/definitions/a~1b~0c\",\"definitions\":{\"a/b~c\":{\"type\":\"object\",\"properties\":"
                        + "{\"x\":{\"$ref\":\"#/definitions/list/anyOf/1\"}}},"
                        + "\"list\":{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"boolean\"}]}}}",
                "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"boolean\"}}}");
    }

    @Test
    void references_that_multiply_stay_before_they_fill_the_memory() {
        Map<String, JsonValue> definitions = new LinkedHashMap<>();
        for (int level = 0; level < 200; level++) {
            JsonValue next = JsonValue.object("$ref", JsonValue.of("#/$defs/d" + (level + 1)));
            definitions.put(
                    "d" + level,
                    JsonValue.object(
                            "type", JsonValue.of("object"), "properties", JsonValue.object("a", next, "b", next)));
        }
        definitions.put("d200", JsonValue.object("type", JsonValue.of("string")));
        JsonObject schema = JsonValue.object(
                "type",
                JsonValue.of("object"),
                "properties",
                JsonValue.object("x", JsonValue.object("$ref", JsonValue.of("#/$defs/d0"))),
                "$defs",
                new JsonObject(definitions));

        RawJson sent = sent(offering(new Tool.Function("look", null, RawJson.of(schema))))
                .parameters();

        assertThat(sent).isNotNull();
        assertThat(sent.length()).isLessThan(10_000_000);
        assertThat(sent.text()).contains("\"$defs\":{\"d0\"");
    }

    @Test
    void what_moves_into_branches_stays_before_it_fills_the_memory() {
        JsonValue branch = JsonObject.EMPTY;
        for (int level = 0; level < 100; level++) {
            JsonValue[] branches = new JsonValue[50];
            Arrays.fill(branches, JsonObject.EMPTY);
            branches[0] = branch;
            branch = JsonValue.object("anyOf", JsonValue.array(branches));
        }
        JsonObject large = ((JsonObject) branch)
                .with("type", JsonValue.of("object"))
                .with("description", JsonValue.of("stays"))
                .with("pattern", JsonValue.of("p".repeat(50_000)))
                .with("required", JsonValue.array(JsonValue.of("r".repeat(50_000))));
        JsonObject schema =
                JsonValue.object("type", JsonValue.of("object"), "properties", JsonValue.object("x", large));

        RawJson sent = sent(offering(new Tool.Function("look", null, RawJson.of(schema))))
                .parameters();

        assertThat(sent).isNotNull();
        assertThat(sent.length()).isLessThan(10_000_000);
    }

    @Test
    void a_missing_type_is_found_from_the_keywords_or_is_string() {
        propertyBecomes("{\"properties\":{}}", "{\"properties\":{},\"type\":\"object\"}");
        propertyBecomes("{\"minItems\":1}", "{\"minItems\":1,\"type\":\"array\"}");
        propertyBecomes("{\"format\":\"date\"}", "{\"format\":\"date\",\"type\":\"string\"}");
        propertyBecomes("{\"maximum\":3}", "{\"maximum\":3,\"type\":\"number\"}");
        propertyBecomes("{\"description\":\"anything\"}", "{\"description\":\"anything\",\"type\":\"string\"}");
        propertyBecomes(
                "{\"items\":{\"enum\":[\"a\"]}}",
                "{\"items\":{\"enum\":[\"a\"],\"type\":\"string\"},\"type\":\"array\"}");
        propertyBecomes(
                "{\"anyOf\":[{\"required\":[\"a\"]},{\"type\":\"null\"}]}",
                "{\"anyOf\":[{\"required\":[\"a\"],\"type\":\"object\"},{\"type\":\"null\"}]}");
    }

    @Test
    void a_tuple_in_the_older_form_becomes_prefix_items() {
        propertyBecomes(
                "{\"type\":\"array\",\"prefixItems\":[{\"type\":\"null\"}],\"items\":[{\"enum\":[1]},{\"type\":\"string\"}]}",
                "{\"type\":\"array\",\"prefixItems\":[{\"type\":\"null\"},{\"enum\":[1],\"type\":\"integer\"},"
                        + "{\"type\":\"string\"}]}");
    }

    @Test
    void a_type_beside_branches_moves_into_those_that_lack_one() {
        propertyBecomes(
                "{\"type\":\"object\",\"description\":\"d\",\"anyOf\":[{\"type\":\"string\"},{\"required\":[\"a\"]}]}",
                "{\"description\":\"d\",\"anyOf\":[{\"type\":\"string\"},{\"type\":\"object\",\"required\":[\"a\"]}]}");
    }

    @Test
    void what_else_stands_beside_branches_moves_into_those_it_can_speak_of() {
        propertyBecomes(
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],"
                        + "\"anyOf\":[{\"required\":[\"b\"],\"properties\":{\"b\":{\"type\":\"null\"}}},{}]}",
                "{\"anyOf\":[{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"null\"}},"
                        + "\"required\":[\"a\",\"b\"]},{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},"
                        + "\"required\":[\"a\"]}]}");
        propertyBecomes(
                "{\"minLength\":2,\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}",
                "{\"anyOf\":[{\"minLength\":2,\"type\":\"string\"},{\"type\":\"null\"}]}");
    }

    @Test
    void the_default_of_an_optional_value_moves_to_the_branch_it_belongs_to() {
        propertyBecomes(
                "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"null\"}],\"default\":null,\"title\":\"Limit\"}",
                "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"null\",\"default\":null}],\"title\":\"Limit\"}");
    }

    @Test
    void a_choice_within_a_choice_becomes_one_choice() {
        becomes(
                "{\"type\":\"object\",\"properties\":{\"id\":{\"anyOf\":[{\"$ref\":\"#/$defs/Id\"},{\"type\":\"null\"}]}},"
                        + "\"$defs\":{\"Id\":{\"description\":\"d\",\"anyOf\":[{\"type\":\"integer\"},{\"minLength\":1}]}}}",
                "{\"type\":\"object\",\"properties\":{\"id\":{\"anyOf\":[{\"type\":\"integer\"},"
                        + "{\"minLength\":1,\"type\":\"string\"},{\"type\":\"null\"}]}}}");
    }

    @Test
    void a_root_with_branches_loses_its_type_to_them() {
        becomes(
                "{\"type\":\"object\",\"anyOf\":[{\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"]}]}",
                "{\"anyOf\":[{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"]}]}");
    }

    @Test
    void missing_parameters_become_an_object_without_properties() {
        Conversation conversation = offering(new Tool.Function("look", null, null, null, Members.NONE, Members.NONE));

        assertThat(sent(conversation).parameters()).hasToString("{\"type\":\"object\",\"properties\":{}}");
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns(null, Adjustment::asked)
                .returns(Adjustment.Kind.REPAIRED, Adjustment::kind);
        becomes("{}", "{\"type\":\"object\",\"properties\":{}}");
        becomes("{\"properties\":{}}", "{\"properties\":{},\"type\":\"object\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "[]",
                "{\"type\":\"array\"}",
                "{\"type\":[\"object\",\"null\"]}",
                "{\"enum\":[\"a\"]}",
                "{\"items\":{}}"
            })
    void a_root_that_is_no_object_is_refused_with_the_remedy(String schema) {
        refused(tool(schema), "tool \"look\"", "\"type\": \"object\"", "\"properties\"");
    }

    @Test
    void text_that_is_no_json_is_refused() {
        refused(tool("{broken"), "tool \"look\"", "not JSON");
    }

    @Test
    void builtin_functions_are_left_to_their_own_transform() {
        ChatRequest request = ChatRequest.builder("kimi-k2.6")
                .tool(new Tool.Function("$web_search", null, null, null, Members.NONE, Members.NONE))
                .build();
        Conversation conversation = Conversations.of(
                Profiles.kimi()
                        .transforms(Transform.MOONSHOT_TOOL_SCHEMA, Transform.BUILTIN_FUNCTIONS)
                        .profile(),
                request);

        assertThat(MoonshotSchemas.normalize(conversation)).isSameAs(conversation);
    }

    @Test
    void an_answer_schema_loses_its_dialect_mark_and_is_repaired_alike() {
        ResponseFormat.JsonSchema format = new ResponseFormat.JsonSchema(
                "answer",
                null,
                RawJson.ofText("{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\","
                        + "\"properties\":{\"x\":{\"enum\":[\"a\"]}}}"),
                true,
                Members.NONE);
        Conversation conversation = Conversations.of(
                Profiles.kimi().profile(),
                ChatRequest.builder("kimi-k2.5")
                        .user("hi")
                        .responseFormat(format)
                        .build());

        Conversation sent = MoonshotSchemas.normalize(conversation);

        assertThat(sent.settlement().responseFormat())
                .isEqualTo(format.withSchema(RawJson.ofText(
                        "{\"type\":\"object\",\"properties\":{\"x\":{\"enum\":[\"a\"],\"type\":\"string\"}}}")));
        assertThat(conversation.log().adjustments()).singleElement().returns("response-format", Adjustment::parameter);
    }

    @Test
    void generated_schemas_are_repaired_once_or_refused_and_nothing_else_happens() {
        for (int seed = 0; seed < 5000; seed++) {
            Generated generated = new Generated(seed);
            Tool.Function given = new Tool.Function(
                    "look",
                    null,
                    RawJson.of(JsonValue.object(
                            "type",
                            JsonValue.of("object"),
                            "properties",
                            JsonValue.object("x", generatedSchema(generated, 4)),
                            "$defs",
                            JsonValue.object("A", generatedSchema(generated, 3), "B", generatedSchema(generated, 2)))));
            try {
                Tool.Function once = sent(offering(given));
                Conversation again = offering(once);

                assertThat(MoonshotSchemas.normalize(again))
                        .as("seed %d: %s", seed, once.parameters())
                        .isSameAs(again);
            } catch (ParlanceException.UnsupportedRequest refused) {
                assertThat(refused.failure().parameter()).isEqualTo("tools");
            }
        }
    }

    private static JsonValue generatedSchema(Generated generated, int depth) {
        Map<String, JsonValue> schema = new LinkedHashMap<>();
        for (int size = generated.below(4); size > 0; size--) {
            String keyword = generated.any(
                    "type",
                    "enum",
                    "const",
                    "properties",
                    "items",
                    "tuple",
                    "anyOf",
                    "$ref",
                    "required",
                    "default",
                    "minLength",
                    "additionalProperties",
                    "description");
            JsonValue inner = depth == 0 ? JsonObject.EMPTY : generatedSchema(generated, depth - 1);
            switch (keyword) {
                case "type" ->
                    schema.put(
                            "type",
                            JsonValue.of(generated.any("object", "array", "string", "integer", "number", "null")));
                case "enum" -> schema.put("enum", JsonValue.array(generated.value(0), generated.value(0)));
                case "const", "default" -> schema.put(keyword, generated.value(1));
                case "properties" -> schema.put("properties", JsonValue.object("type", inner, "$ref", inner));
                case "items", "additionalProperties" -> schema.put(keyword, inner);
                case "tuple" -> schema.put("items", JsonValue.array(inner, inner));
                case "anyOf" -> schema.put("anyOf", JsonValue.array(inner, inner));
                case "$ref" ->
                    schema.put(
                            "$ref", JsonValue.of(generated.any("#/$defs/A", "#/$defs/B", "#/$defs/C", "#", "other")));
                case "required" -> schema.put("required", JsonValue.array(JsonValue.of("a")));
                case "minLength" -> schema.put("minLength", JsonValue.of(1));
                default -> schema.put("description", JsonValue.of("d"));
            }
        }
        return new JsonObject(schema);
    }
}

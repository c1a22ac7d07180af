package dev.parlance.sandbox;

import static dev.parlance.sandbox.GeminiClient.HELLO;
import static dev.parlance.sandbox.GeminiClient.TOOLS;
import static dev.parlance.sandbox.GeminiClient.accepted;
import static dev.parlance.sandbox.GeminiClient.loop;
import static dev.parlance.sandbox.GeminiClient.parts;
import static dev.parlance.sandbox.GeminiClient.refused;
import static dev.parlance.sandbox.SandboxClient.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls, their results and the signatures that must come back with them. */
class GeminiSignatureTest {
    private static final String MISSING =
            "Function call `weather` in the `2.` content block is missing a `thought_signature`.";
    private static final String CORRUPTED = "Corrupted thought signature.";
    private static final String ALL = "'contents':[{'role':'user','parts':[{'text':'all tools'}]}]," + TOOLS;

    @ParameterizedTest
    @ValueSource(strings = {"gemini-3-pro-preview", "gemini-3-flash-preview", "gemini-3.6-flash", "gemini-2.5-flash"})
    void a_call_that_comes_back_with_its_signature_is_taken(String model) {
        List<JsonObject> said = parts(accepted(model, HELLO + "," + TOOLS));
        assertThat(said.getFirst().text("thoughtSignature")).isNotEmpty();
        JsonObject answer = accepted(model, loop(said) + "," + TOOLS);
        assertThat(parts(answer).getLast().text("text")).contains("weather → 12 degrees");
    }

    @ParameterizedTest
    @CsvSource({"gemini-3-pro-preview,''", "gemini-3-flash-preview,minimal", "gemini-3.6-flash,low"})
    void a_call_without_its_signature_is_refused_at_every_level(String model, String level) {
        String config =
                level.isEmpty() ? "" : ",'generationConfig':{'thinkingConfig':{'thinkingLevel':'" + level + "'}}";
        List<JsonObject> said = parts(accepted(model, HELLO + "," + TOOLS + config));
        refused(model, loop(stripped(said)) + "," + TOOLS + config, MISSING);
    }

    @Test
    void models_of_2_5_do_not_insist() {
        List<JsonObject> said = parts(accepted("gemini-2.5-flash", HELLO + "," + TOOLS));
        accepted("gemini-2.5-flash", loop(stripped(said)) + "," + TOOLS);
    }

    @Test
    void of_parallel_calls_the_first_is_signed() {
        List<JsonObject> said = parts(accepted("gemini-3.6-flash", ALL));
        assertThat(said).hasSize(2);
        assertThat(said.getLast().get("thoughtSignature")).isNull();
        accepted("gemini-3.6-flash", loop(said) + "," + TOOLS);
        JsonValue signature = Objects.requireNonNull(said.getFirst().get("thoughtSignature"));
        List<JsonObject> moved = List.of(
                said.getFirst().without("thoughtSignature"), said.getLast().with("thoughtSignature", signature));
        refused("gemini-3.6-flash", loop(moved) + "," + TOOLS, CORRUPTED);
    }

    @Test
    void calls_of_an_earlier_turn_need_no_signature() {
        List<JsonObject> said = parts(accepted("gemini-3.6-flash", HELLO + "," + TOOLS));
        String earlier = loop(stripped(said)).replaceFirst("]$", "")
                + ",{'role':'model','parts':[{'text':'so'}]},{'role':'user','parts':[{'text':'and now?'}]}]";
        accepted("gemini-3.6-flash", earlier + "," + TOOLS);
    }

    @Test
    void every_link_of_a_chain_needs_its_signature() {
        String model = "gemini-3.6-flash";
        List<JsonObject> first = parts(accepted(model, HELLO + "," + TOOLS));
        String forced = ",'toolConfig':{'functionCallingConfig':{'mode':'ANY'}}";
        List<JsonObject> second = parts(accepted(model, loop(first) + "," + TOOLS + forced));
        accepted(model, chain(first, second) + "," + TOOLS);
        refused(
                model,
                chain(first, stripped(second)) + "," + TOOLS,
                "Function call `weather` in the `4.` content block is missing a `thought_signature`.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip_thought_signature_validator", "c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I="})
    void a_call_of_another_model_goes_through_with_the_literal(String literal) {
        String contents = "'contents':[{'role':'user','parts':[{'text':'a'}]},{'role':'model','parts':[{'functionCall':"
                + "{'name':'clock','args':{}},'thoughtSignature':'" + literal + "'}]},{'role':'user','parts':["
                + "{'functionResponse':{'name':'clock','response':{'result':'noon'}}}]}]";
        accepted("gemini-3-pro-preview", contents + "," + TOOLS);
    }

    @Test
    void a_signature_from_elsewhere_or_altered_is_refused() {
        List<JsonObject> said = parts(accepted("gemini-3.6-flash", HELLO + "," + TOOLS));
        refused("gemini-3.6-flash", loop(signed(said, "EpwICpkIAXLI2nxlU6gs")) + "," + TOOLS, CORRUPTED);
        refused("gemini-2.5-flash", loop(signed(said, "EpwICpkIAXLI2nxlU6gs")) + "," + TOOLS, CORRUPTED);
        refused("gemini-3-pro-preview", loop(said) + "," + TOOLS, CORRUPTED);
        refused(
                "gemini-3.6-flash",
                loop(signed(said, "no base64!")) + "," + TOOLS,
                "Invalid value at ’contents[1].parts[0].thought_signature’ (TYPE_BYTES), Base64 decoding failed for"
                        + " \"no base64!\"");
    }

    @Test
    void a_signature_may_come_back_in_the_other_alphabet_without_padding() {
        List<JsonObject> said = parts(accepted("gemini-3.6-flash", HELLO + "," + TOOLS));
        String signature = Objects.requireNonNull(said.getFirst().text("thoughtSignature"));
        String other = signature.replace('+', '-').replace('/', '_').replace("=", "");
        accepted("gemini-3.6-flash", loop(signed(said, other)) + "," + TOOLS);
    }

    @Test
    void a_spoken_answer_is_signed_at_its_end_and_may_come_back_without() {
        List<JsonObject> said = parts(accepted("gemini-3.6-flash", HELLO));
        assertThat(said.getLast().text("thoughtSignature")).isNotEmpty();
        for (JsonObject part : List.of(said.getLast(), said.getLast().without("thoughtSignature"))) {
            String text = Json.text(part);
            accepted(
                    "gemini-3.6-flash",
                    "'contents':[{'role':'user','parts':[{'text':'hello'}]},{'role':'model','parts':[" + text
                            + "]},{'role':'user','parts':[{'text':'b'}]}]");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-flash,false",
        "gemini-3-pro-preview,false",
        "gemini-3.1-pro-preview,true",
        "gemini-3.6-flash,true"
    })
    void some_models_name_their_calls(String model, boolean named) {
        JsonObject call = member(parts(accepted(model, HELLO + "," + TOOLS)).getLast(), "functionCall");
        assertThat(call.get("id") != null).isEqualTo(named);
        assertThat(member(call, "args").text("city")).isEqualTo("Zürich");
    }

    @Test
    void a_result_needs_the_name_of_its_function() {
        String contents = "'contents':[{'role':'user','parts':[{'text':'a'}]},{'role':'model','parts':[{'functionCall':"
                + "{'name':'clock'}}]},{'role':'user','parts':[{'functionResponse':{'id':'x','response':{}}}]}]";
        refused(
                "gemini-2.5-flash",
                contents,
                "* GenerateContentRequest.contents[2].parts[0].function_response.name: Name cannot be empty.\n");
    }

    @Test
    void a_result_is_an_object() {
        String start = "'contents':[{'role':'user','parts':[{'text':'a'}]},{'role':'model','parts':[{'functionCall':"
                + "{'name':'clock'}}]},{'role':'user','parts':[{'functionResponse':{'name':'clock','response':";
        refused(
                "gemini-2.5-flash",
                start + "[1]}}]}]",
                "Invalid JSON payload received. Unknown name \"response\" at ’contents[2].parts[0].function_response’: Proto"
                        + " field is not repeating, cannot start list.");
        refused(
                "gemini-2.5-flash",
                start + "'noon'}}]}]",
                "Invalid value at ’contents[2].parts[0].function_response.response’"
                        + " (type.googleapis.com/google.protobuf.Struct), \"noon\"");
    }

    @Test
    void model_contents_side_by_side_are_one_turn() {
        String skipped = "'thoughtSignature':'skip_thought_signature_validator'}]}";
        String contents = "'contents':[{'role':'user','parts':[{'text':'a'}]},{'role':'model','parts':[{'functionCall':"
                + "{'name':'weather','args':{}}," + skipped
                + ",{'role':'model','parts':[{'functionCall':{'name':'clock'},"
                + skipped
                + ",{'role':'user','parts':[{'functionResponse':{'name':'weather','response':{'result':'1'}}},"
                + "{'functionResponse':{'name':'clock','response':{'result':'2'}}}]}]";
        assertThat(parts(accepted("gemini-3-flash-preview", contents))
                        .getFirst()
                        .text("text"))
                .contains("clock → 2");
    }

    @Test
    void all_results_of_a_turn_stand_in_one_content_right_behind_it() {
        List<JsonObject> said = parts(accepted("gemini-3.6-flash", ALL));
        String whole = loop(said);
        String unequal =
                "Please ensure that the number of function response parts is equal to the number of function call"
                        + " parts of the function call turn.";
        String split = whole.replace("}}},{'functionResponse'", "}}}]},{'role':'user','parts':[{'functionResponse'");
        assertThat(split).isNotEqualTo(whole);
        refused("gemini-3.6-flash", split, unequal);
        String unanswered = whole.substring(0, whole.indexOf(",{'role':'user','parts':[{'functionResponse'"));
        refused("gemini-3.6-flash", unanswered + "]", unequal);
        refused("gemini-3.6-flash", unanswered + ",{'role':'user','parts':[{'text':'b'}]}]", unequal);
        refused(
                "gemini-3.6-flash",
                "'contents':[{'role':'user','parts':[{'functionResponse':{'name':'clock','response':{}}}]}]",
                "Please ensure that function response turn comes immediately after a function call turn.");
    }

    private static String chain(List<JsonObject> first, List<JsonObject> second) {
        String start = loop(first);
        String more = loop(second);
        return start.substring(0, start.length() - 1) + "," + more.substring(more.indexOf("{'role':'model'"));
    }

    private static List<JsonObject> stripped(List<JsonObject> parts) {
        return parts.stream().map(part -> part.without("thoughtSignature")).toList();
    }

    private static List<JsonObject> signed(List<JsonObject> parts, String signature) {
        List<JsonObject> changed = new ArrayList<>(parts);
        changed.set(0, changed.getFirst().with("thoughtSignature", JsonValue.of(signature)));
        return changed;
    }
}

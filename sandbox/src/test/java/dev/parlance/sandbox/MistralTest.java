package dev.parlance.sandbox;

import static dev.parlance.sandbox.SandboxClient.choice;
import static dev.parlance.sandbox.SandboxClient.finishes;
import static dev.parlance.sandbox.SandboxClient.member;
import static dev.parlance.sandbox.SandboxClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Mistral: validation, thinking parts and stream habits (vercel/ai, packages/mistral; recorded by crmne/ruby_llm). */
class MistralTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);
    private static final String HELLO = "'messages':[{'role':'user','content':'hello'}]";
    private static final String TOOLS =
            ",'tools':[{'type':'function','function':{'name':'weather','parameters':{'type':'object','properties':{}}}},"
                    + "{'type':'function','function':{'name':'clock','parameters':{'type':'object','properties':{}}}}]";

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void thoughts_are_a_part_of_the_content() {
        JsonObject message =
                CLIENT.message("mistral", "{'model':'mistral-small-latest','reasoning_effort':'high'," + HELLO + "}");
        List<JsonValue> parts = message.elements("content");
        assertThat(parts).hasSize(2);
        JsonObject thoughts = (JsonObject) parts.getFirst();
        assertThat(thoughts.text("type")).isEqualTo("thinking");
        assertThat(((JsonObject) thoughts.elements("thinking").getFirst()).text("text"))
                .contains("hello");
        assertThat(((JsonObject) parts.getLast()).text("text")).contains("You said");
    }

    @Test
    void without_thoughts_the_content_is_a_text() {
        for (String effort : List.of("", "'reasoning_effort':'none',")) {
            JsonObject message = CLIENT.message("mistral", "{'model':'mistral-small-latest'," + effort + HELLO + "}");
            assertThat(message.get("content")).isInstanceOf(JsonString.class);
        }
    }

    @Test
    void magistral_thinks_unasked_and_takes_its_parts_back() {
        JsonObject message = CLIENT.message("mistral", "{'model':'magistral-medium-latest'," + HELLO + "}");
        assertThat(message.elements("content")).hasSize(2);
        CLIENT.accepted(
                "mistral",
                "{'model':'magistral-medium-latest','messages':[{'role':'user','content':'hello'},{'role':'assistant','content':"
                        + Json.text(Objects.requireNonNull(message.get("content")))
                        + "},{'role':'user','content':'again'}]}");
    }

    @Test
    void a_streamed_thought_is_an_array_and_the_answer_turns_into_text() {
        List<JsonObject> chunks = CLIENT.chunks(
                "mistral", "{'model':'mistral-small-latest','stream':true,'reasoning_effort':'high'," + HELLO + "}");
        StringBuilder thoughts = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (JsonObject chunk : chunks) {
            JsonObject delta = member(choice(chunk), "delta");
            text.append(Objects.requireNonNullElse(delta.text("content"), ""));
            for (JsonValue part : delta.elements("content")) {
                JsonObject each = (JsonObject) part;
                text.append(Objects.requireNonNullElse(each.text("text"), ""));
                for (JsonValue thought : each.elements("thinking")) {
                    thoughts.append(((JsonObject) thought).text("text"));
                }
            }
        }
        assertThat(thoughts.toString()).startsWith("The user asks: “hello”");
        assertThat(text.toString()).startsWith("You said: “hello”");
        assertThat(chunks.get(1).text("p")).isNotEmpty();
    }

    @Test
    void the_last_delta_carries_finish_and_usage_unasked() {
        List<JsonObject> chunks =
                CLIENT.chunks("mistral", "{'model':'mistral-small-latest','stream':true," + HELLO + "}");
        assertThat(finishes(chunks)).containsExactly("stop");
        assertThat(choice(chunks.getLast()).text("finish_reason")).isEqualTo("stop");
        assertThat(member(member(chunks.getLast(), "usage"), "prompt_tokens_details")
                        .get("cached_tokens"))
                .isEqualTo(JsonValue.of(0));
    }

    @Test
    void a_call_streams_whole_with_nine_letters_for_id() {
        List<JsonObject> chunks =
                CLIENT.chunks("mistral", "{'model':'mistral-small-latest','stream':true," + HELLO + TOOLS + "}");
        assertThat(chunks).hasSize(2);
        JsonObject call = (JsonObject)
                member(choice(chunks.getLast()), "delta").elements("tool_calls").getFirst();
        assertThat(call.text("id")).matches("[A-Za-z0-9]{9}");
        assertThat(member(call, "function").text("arguments")).isEqualTo("{}");
        assertThat(finishes(chunks)).containsExactly("tool_calls");
    }

    @Test
    void the_model_of_a_guest_streams_calls_with_empty_names() {
        List<JsonObject> chunks =
                CLIENT.chunks("mistral", "{'model':'zai-glm-5-2','stream':true," + HELLO + TOOLS + "}");
        JsonObject fragment = (JsonObject)
                member(choice(chunks.get(1)), "delta").elements("tool_calls").getFirst();
        assertThat(member(fragment, "function").text("name")).isEmpty();
        assertThat(fragment.get("id")).isNull();
        assertThat(member(choice(chunks.getFirst()), "delta").get("role")).isNull();
    }

    @Test
    void ids_of_other_forms_are_taken() {
        CLIENT.accepted("mistral", """
                {'model':'mistral-small-latest','messages':[{'role':'user','content':'hello'},
                 {'role':'assistant','content':'','tool_calls':[{'id':'call_123456789012','type':'function',
                  'function':{'name':'weather','arguments':'{}'}}]},
                 {'role':'tool','tool_call_id':'call_123456789012','content':'sunny'}]}""");
    }

    @Test
    void any_is_a_forced_choice_and_other_words_are_none() {
        JsonObject message =
                CLIENT.message("mistral", "{'model':'mistral-small-latest','tool_choice':'any'," + HELLO + TOOLS + "}");
        assertThat(message.elements("tool_calls")).hasSize(1);
        validation(
                "'tool_choice':'always'," + HELLO + TOOLS,
                "Input should be 'auto', 'none', 'any' or 'required'",
                "tool_choice");
    }

    @Test
    void parallel_calls_need_tools() {
        validation(
                "'parallel_tool_calls':true," + HELLO,
                "parallel_tool_calls is only allowed beside tools",
                "parallel_tool_calls");
        JsonObject message = CLIENT.message(
                "mistral",
                "{'model':'mistral-small-latest','parallel_tool_calls':false,'messages':[{'role':'user','content':'use all tools'}]"
                        + TOOLS + "}");
        assertThat(message.elements("tool_calls")).hasSize(1);
    }

    @Test
    void only_few_models_have_an_effort_and_it_has_two_words() {
        validation("'reasoning_effort':'medium'," + HELLO, "Input should be 'none' or 'high'", "reasoning_effort");
        HttpResponse<String> response =
                CLIENT.chat("mistral", "{'model':'mistral-large-latest','reasoning_effort':'high'," + HELLO + "}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("reasoning_effort is not supported for model mistral-large-latest");
    }

    @Test
    void a_last_assistant_message_needs_a_prefix_mark() {
        String start =
                "{'model':'mistral-small-latest','messages':[{'role':'user','content':'hello'},{'role':'assistant','content':'Well'";
        CLIENT.refused("mistral", start + "}]}", 400, """
                {'object':'error','message':'Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant',\
                'type':'invalid_request_message_order','param':null,'code':'3230'}""");
        CLIENT.accepted("mistral", start + ",'prefix':true}]}");
    }

    @Test
    void a_thinking_part_holds_a_list() {
        validation(
                "'messages':[{'role':'user','content':'hello'},{'role':'assistant','content':[{'type':'thinking','thinking':'hm'}]},"
                        + "{'role':'user','content':'again'}]",
                "Input should be a valid list",
                "thinking");
        validation(
                "'messages':[{'role':'user','content':[{'type':'thinking','thinking':[]}]}]",
                "Input tag 'thinking'",
                "content");
    }

    @Test
    void unknown_members_are_taken() {
        CLIENT.accepted(
                "mistral",
                "{'model':'mistral-small-latest','random_seed':1,'safe_prompt':false,'seed':2," + HELLO + "}");
    }

    @Test
    void an_old_name_answers_with_another() {
        assertThat(CLIENT.answer("mistral", "{'model':'pixtral-12b'," + HELLO + "}")
                        .text("model"))
                .isEqualTo("ministral-14b-latest");
    }

    @Test
    void conversations_must_be_whole() {
        refused("{'role':'tool','tool_call_id':'a','content':'x'}", "Unexpected tool call id in message 1");
        refused(
                "{'role':'assistant','content':'','tool_calls':[{'id':'a','function':{'name':'f','arguments':'{}'}}]},{'role':'user','content':'x'}",
                "Not the same number of function calls and responses");
        refused(
                "{'role':'assistant','content':''},{'role':'user','content':'x'}",
                "Assistant message must have either content or tool_calls, but not none.");
    }

    @Test
    void keys_and_models_are_refused_in_its_own_words() {
        HttpResponse<String> response = CLIENT.send(CLIENT.request("mistral", "/models")
                .setHeader("authorization", "Bearer bad")
                .build());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("{\"detail\":\"Invalid API Key\"}");
        CLIENT.refused(
                "mistral",
                "{'model':'gpt-4o'," + HELLO + "}",
                400,
                "{'object':'error','message':'Invalid model: gpt-4o','type':'invalid_model','param':null,'code':'1500'}");
    }

    private static void refused(String more, String message) {
        HttpResponse<String> response = CLIENT.chat(
                "mistral",
                "{'model':'mistral-small-latest','messages':[{'role':'user','content':'hello'}," + more + "]}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(object(response.body()).text("message")).isEqualTo(message);
    }

    private static void validation(String members, String message, String place) {
        HttpResponse<String> response = CLIENT.chat("mistral", "{'model':'mistral-small-latest'," + members + "}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        JsonObject detail = (JsonObject)
                member(object(response.body()), "message").elements("detail").getFirst();
        assertThat(detail.text("msg")).startsWith(message);
        assertThat(detail.elements("loc")).startsWith(JsonValue.of("body")).contains(JsonValue.of(place));
    }
}

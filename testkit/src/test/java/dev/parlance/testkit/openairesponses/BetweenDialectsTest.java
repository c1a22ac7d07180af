package dev.parlance.testkit.openairesponses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.dialects.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of Responses at a host of Chat, and the other way round. JSON is written with single quotes. */
class BetweenDialectsTest {
    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static PreparedRequest atChat(String members) {
        ChatRequest request = ResponsesHost.INBOUND
                .decodeRequest(bytes("{'model':'a/b'," + members + "}"))
                .request();
        return Preparation.prepare(
                request,
                Profile.unknown("host", "model", "openai-chat"),
                Objects.requireNonNull(Dialects.outbound("openai-chat")),
                Policy.ADAPT);
    }

    private static PreparedRequest fromChat(String members) {
        ChatRequest request = Objects.requireNonNull(Dialects.inbound("openai-chat"))
                .decodeRequest(bytes("{'model':'a/b'," + members + "}"))
                .request();
        return Preparation.prepare(request, ResponsesHost.takingAll(), ResponsesHost.DIALECT, Policy.ADAPT);
    }

    private static JsonObject body(PreparedRequest prepared) {
        return (JsonObject) prepared.wire().body().value();
    }

    private static List<String> adjusted(PreparedRequest prepared) {
        return prepared.adjustments().stream()
                .map(adjustment ->
                        adjustment.parameter() + " " + adjustment.kind().label())
                .toList();
    }

    @Test
    void a_conversation_reaches_a_host_of_chat_without_a_loss() {
        PreparedRequest prepared = atChat("""
                'instructions':'be brief','include':['reasoning.encrypted_content'],'store':false,'previous_response_id':null,
                'reasoning':{'summary':null},
                'tools':[{'type':'function','name':'look','description':null,'parameters':{'type':'object'},'strict':null}],
                'input':[{'type':'message','role':'user','content':[{'type':'input_text','text':'hi'}]},
                 {'type':'message','id':'msg_1','status':'completed','role':'assistant','phase':'commentary','content':[{'type':'output_text','text':'I look.','annotations':[]}]},
                 {'type':'function_call','id':'fc_1','status':'completed','call_id':'c1','name':'look','arguments':'{}'},
                 {'type':'function_call_output','id':'fco_1','call_id':'c1','output':'42'}]
                """);

        assertThat(body(prepared).without("store")).isEqualTo(Json.parse(bytes("""
                {'model':'a/b','messages':[{'role':'system','content':'be brief'},{'role':'user','content':[{'type':'text','text':'hi'}]},
                 {'role':'assistant','content':'I look.','tool_calls':[{'id':'c1','type':'function','function':{'name':'look','arguments':'{}'}}]},
                 {'role':'tool','tool_call_id':'c1','content':'42'}],
                 'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object'}}}]}
                """)));
        assertThat(adjusted(prepared)).isEmpty();
    }

    @Test
    void what_only_responses_has_is_left_out_and_told() {
        assertThat(adjusted(atChat("""
                'truncation':'auto','tools':[{'type':'web_search'}],
                'input':[{'role':'user','content':'hi'},{'type':'web_search_call','id':'ws_1','status':'completed'},
                 {'role':'assistant','content':'ho'},{'role':'user','content':'hi'}]
                """)))
                .containsExactlyInAnyOrder("tools dropped", "extra-body dropped", "content dropped");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'input':'hi','previous_response_id':'resp_1'",
                "'input':'hi','conversation':'conv_1'",
                "'input':[{'type':'item_reference','id':'msg_1'}]",
                "'input':[{'type':'compaction','encrypted_content':'gAAA'},{'role':'user','content':'hi'}]"
            })
    void a_conversation_that_lies_elsewhere_is_refused(String members) {
        assertThatThrownBy(() -> atChat(members)).isInstanceOf(ParlanceException.UnsupportedRequest.class);
    }

    @Test
    void a_client_of_chat_is_served_without_state() {
        PreparedRequest prepared = fromChat("""
                'messages':[{'role':'system','content':'be brief'},{'role':'user','name':'bob','content':'hi'}],
                'reasoning_effort':'high','max_completion_tokens':9,'stream':true,'stream_options':{'include_usage':true},
                'tools':[{'type':'function','function':{'name':'look'}}]
                """);

        assertThat(body(prepared)).isEqualTo(Json.parse(bytes("""
                {'model':'a/b','input':[{'role':'system','content':'be brief'},{'role':'user','content':'hi'}],
                 'tools':[{'type':'function','name':'look','parameters':{'type':'object','properties':{}},'strict':false}],
                 'max_output_tokens':9,'store':false,'reasoning':{'effort':'high'},'include':['reasoning.encrypted_content'],'stream':true}
                """)));
        assertThat(adjusted(prepared)).containsExactlyInAnyOrder("vendor-members dropped", "store added");
    }

    @Test
    void who_wants_the_answer_stored_gets_it_stored() {
        PreparedRequest prepared = fromChat("'messages':[{'role':'user','content':'hi'}],'store':true");

        assertThat(Json.text(body(prepared)))
                .isEqualTo("{\"model\":\"a/b\",\"input\":[{\"role\":\"user\",\"content\":\"hi\"}],\"store\":true}");
        assertThat(adjusted(prepared)).isEmpty();
    }
}

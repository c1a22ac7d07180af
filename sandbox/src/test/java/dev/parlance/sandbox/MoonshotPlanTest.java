package dev.parlance.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The plan endpoint: its own models, its own thinking object, its own limits. */
class MoonshotPlanTest {
    private static final SandboxServer SERVER = SandboxServer.start(0);
    private static final SandboxClient CLIENT = new SandboxClient(SERVER);

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void an_unknown_model_is_not_found() {
        CLIENT.refused("moonshot-plan", """
                {'model':'kimi-k2.6','messages':[{'role':'user','content':'hi'}]}""", 404, """
                {'error':{'message':'Not found the model kimi-k2.6 or Permission denied','type':'resource_not_found_error'}}""");
    }

    @Test
    void the_effort_of_k3_is_one_of_three() {
        CLIENT.refused("moonshot-plan", """
                {'model':'k3','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'enabled','effort':'medium'}}""", 400, """
                {'error':{'message':'Invalid request: thinking.effort must be one of low, high, max','type':'invalid_request_error'}}""");
    }

    @Test
    void k3_cannot_stop_thinking() {
        CLIENT.refused("moonshot-plan", """
                {'model':'k3','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'disabled'}}""", 400, """
                {'error':{'message':'invalid thinking: only type=enabled is allowed for this model','type':'invalid_request_error'}}""");
    }

    @Test
    void the_coding_model_cannot_stop_thinking() {
        CLIENT.refused("moonshot-plan", """
                {'model':'kimi-for-coding','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'disabled'}}""", 400, """
                {'error':{'message':'invalid thinking: only type=enabled is allowed for this model','type':'invalid_request_error'}}""");
    }

    @Test
    void thinking_has_no_other_members() {
        CLIENT.refused("moonshot-plan", """
                {'model':'k3','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'enabled','budget_tokens':5}}""", 400, """
                {'error':{'message':'Invalid request: unknown field thinking.budget_tokens','type':'invalid_request_error'}}""");
    }

    @Test
    void a_call_without_reasoning_is_refused() {
        CLIENT.refused("moonshot-plan", """
                {'model':'kimi-for-coding','messages':[{'role':'user','content':'hi'},{'role':'assistant','content':null,'tool_calls':[{'id':'look:0','type':'function','function':{'name':'look','arguments':'{}'}}]},{'role':'tool','tool_call_id':'look:0','content':'seen'}]}""", 400, """
                {'error':{'message':'thinking is enabled but reasoning_content is missing in assistant tool call message at index 1','type':'invalid_request_error'}}""");
    }

    @Test
    void a_conversation_above_two_mebibytes_is_refused() {
        CLIENT.refused(
                "moonshot-plan",
                "{'model':'k3','messages':[{'role':'user','content':'" + "x".repeat(2_097_152) + "'}]}",
                400,
                "{'error':{'message':'total message size 2097182 exceeds limit 2097152','type':'invalid_request_error'}}");
    }

    @Test
    void a_bad_key_is_refused_in_its_own_words() {
        HttpResponse<String> response =
                CLIENT.send(HttpRequest.newBuilder(URI.create(SERVER.baseUrl("moonshot-plan") + "/models"))
                        .header("authorization", "Bearer bad-key")
                        .build());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body())
                .isEqualTo("{\"error\":{\"message\":\"The API Key appears to be invalid or may have expired\"}}");
    }

    @Test
    void usage_limits_have_three_statuses() {
        assertThat(fault("402")).contains("unable to verify your membership benefits");
        assertThat(fault("403 quota")).contains("You've reached your usage limit for this billing cycle");
        assertThat(fault("429 quota")).contains("You've reached your usage limit for this period");
        assertThat(fault("403")).contains("access_terminated_error");
        assertThat(fault("429")).contains("We're receiving too many requests at the moment.");
    }

    @Test
    void the_models_say_how_they_think() {
        HttpResponse<String> response =
                CLIENT.send(CLIENT.request("moonshot-plan", "/coding/v1/models").build());
        assertThat(response.body())
                .contains("\"display_name\":\"Kimi K3\"")
                .contains("\"valid_efforts\":[\"low\",\"high\",\"max\"],\"default_effort\":\"max\"");
    }

    private static String fault(String status) {
        String body = "{'model':'k3','messages':[{'role':'user','content':'[[status " + status + "]]'}]}";
        HttpResponse<String> response = CLIENT.chat("moonshot-plan", body);
        assertThat(Integer.toString(response.statusCode())).isEqualTo(status.substring(0, 3));
        return response.body();
    }

    @Test
    void k3_takes_an_effort_in_the_thinking_object() {
        CLIENT.accepted("moonshot-plan", """
                {'model':'k3','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'enabled','effort':'low','keep':'all'}}""");
    }

    @Test
    void an_effort_of_its_own_is_ignored() {
        CLIENT.accepted("moonshot-plan", """
                {'model':'k3','messages':[{'role':'user','content':'hi'}],'reasoning_effort':'medium'}""");
    }

    @Test
    void an_alias_with_a_switch_stops_thinking() {
        CLIENT.accepted("moonshot-plan", """
                {'model':'k2p6','messages':[{'role':'user','content':'hi'}],'thinking':{'type':'disabled'}}""");
    }
}

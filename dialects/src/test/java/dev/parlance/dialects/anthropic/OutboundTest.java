package dev.parlance.dialects.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts.Replay;
import dev.parlance.core.catalog.ReasoningFacts.Spelling;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.WireRequest;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How requests of other dialects and of the library are spelled. */
class OutboundTest {
    private static final RawJson EPHEMERAL = raw("{'type':'ephemeral'}");

    private static RawJson raw(String json) {
        return RawJson.of(Json.parse(json.replace('\'', '"')));
    }

    private static ChatRequest.Builder asking() {
        return ChatRequest.builder("claude").user("hi").maxOutputTokens(5000);
    }

    private static void turns(ChatRequest request, String expected) {
        assertThat(Messages.sentTurns(request)).isEqualTo(Json.parse(expected.replace('\'', '"')));
    }

    private static void member(ChatRequest request, String name, @Nullable String expected) {
        member(request, Spelling.ADAPTIVE, name, expected);
    }

    private static void member(
            ChatRequest request, Spelling spelling, String name, @Nullable String expected, String... levels) {
        JsonValue value = Messages.sent(request, spelling, levels).get(name);
        assertThat(value).isEqualTo(expected == null ? null : Json.parse(expected.replace('\'', '"')));
    }

    @Test
    void instructions_stand_above_and_neighbours_of_one_role_become_one_turn() {
        ChatRequest request = ChatRequest.builder("claude")
                .system("be brief")
                .message(new Message.System(
                        true, List.of(new Content.Text("be kind")), Message.ContentForm.STRING, Members.NONE))
                .user("one")
                .user("two")
                .message(Message.assistant(new Content.Text("three")))
                .message(Message.assistant(new Content.Text("four")))
                .system("late")
                .user("five")
                .dialect("openai-chat")
                .build();

        assertThat(Json.text(Messages.sent(request)))
                .isEqualTo("{\"model\":\"claude\",\"system\":[{\"type\":\"text\",\"text\":\"be brief\"},"
                        + "{\"type\":\"text\",\"text\":\"be kind\"},{\"type\":\"text\",\"text\":\"late\"}],\"messages\":["
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"one\"},{\"type\":\"text\",\"text\":\"two\"}]},"
                        + "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"three\"},{\"type\":\"text\",\"text\":\"four\"}]},"
                        + "{\"role\":\"user\",\"content\":\"five\"}]}");
    }

    @Test
    void tool_results_come_first_in_their_turn_and_arguments_are_objects() {
        ChatRequest request = asking().message(Message.assistant(
                        new Content.Text("\n\n"),
                        new Content.ToolCall("c1", "f", raw("{'a':1}")),
                        new Content.ToolCall("c2", "f", RawJson.ofText("")),
                        new Content.ToolCall("c3", "f", RawJson.ofText("{\"cut"))))
                .message(Message.user("and then?"))
                .message(Message.toolResult("c1", "one"))
                .message(Message.toolResult("c2", "two"))
                .build();

        turns(
                request,
                "[{'role':'user','content':'hi'},"
                        + "{'role':'assistant','content':[{'type':'tool_use','id':'c1','name':'f','input':{'a':1}},"
                        + "{'type':'tool_use','id':'c2','name':'f','input':{}},"
                        + "{'type':'tool_use','id':'c3','name':'f','input':{'INVALID_JSON':'{\\'cut'}}]},"
                        + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'c1','content':'one'},"
                        + "{'type':'tool_result','tool_use_id':'c2','content':'two'},{'type':'text','text':'and then?'}]}]"
                                .replace("\\'", "\\\""));
    }

    @Test
    void blank_texts_are_left_out_where_the_service_refuses_them_and_the_last_word_has_no_end_of_blanks() {
        ChatRequest request = ChatRequest.builder("claude")
                .message(new Message.User(
                        List.of(new Content.Text(""), new Content.Text(" "), new Content.Text("hi")),
                        Message.ContentForm.PARTS,
                        Members.NONE))
                .message(Message.assistant(new Content.Text("  ")))
                .user("go on")
                .message(Message.assistant(new Content.Text("Sure \n")))
                .build();

        turns(
                request,
                "[{'role':'user','content':[{'type':'text','text':'hi'}]},{'role':'user','content':'go on'},"
                        + "{'role':'assistant','content':'Sure'}]");
    }

    @Test
    void a_user_who_says_only_blanks_is_for_the_host_to_judge() {
        turns(ChatRequest.builder("claude").user(" ").build(), "[{'role':'user','content':' '}]");
    }

    @Test
    void media_and_files_become_images_and_documents() {
        ChatRequest request = ChatRequest.builder("claude")
                .message(new Message.User(
                        List.of(
                                new Content.Media(
                                        Content.Media.Kind.IMAGE,
                                        "data:image/png;base64,AAAA",
                                        Members.of("detail", raw("'low'"))),
                                new Content.Media(Content.Media.Kind.IMAGE, "https://example.com/a.png", Members.NONE),
                                new Content.Media(
                                        Content.Media.Kind.FILE,
                                        "data:application/pdf;base64,AAAA",
                                        Members.of("filename", raw("'a.pdf'"))),
                                new Content.Media(Content.Media.Kind.FILE, "data:text/plain;base64,aGk=", Members.NONE),
                                new Content.Media(Content.Media.Kind.FILE, "file_123", Members.NONE)),
                        Message.ContentForm.PARTS,
                        Members.of("name", raw("'bob'"))))
                .dialect("openai-chat")
                .build();

        turns(
                request,
                "[{'role':'user','content':["
                        + "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AAAA'}},"
                        + "{'type':'image','source':{'type':'url','url':'https://example.com/a.png'}},"
                        + "{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'AAAA'},'title':'a.pdf'},"
                        + "{'type':'document','source':{'type':'text','media_type':'text/plain','data':'hi'}},"
                        + "{'type':'document','source':{'type':'file','file_id':'file_123'}}]}]");
    }

    @Test
    void marks_for_the_cache_of_other_clients_are_kept_also_those_of_whole_messages() {
        Members marked = Members.of("cache_control", EPHEMERAL);
        ChatRequest request = ChatRequest.builder("claude")
                .message(new Message.System(
                        false, List.of(new Content.Text("long")), Message.ContentForm.STRING, marked))
                .message(new Message.User(
                        List.of(new Content.Text("a", marked), new Content.Text("b")),
                        Message.ContentForm.PARTS,
                        Members.NONE))
                .tool(new Tool.Function("f", null, null, null, Members.NONE, marked))
                .dialect("openai-chat")
                .build();

        member(request, "system", "[{'type':'text','text':'long','cache_control':{'type':'ephemeral'}}]");
        turns(
                request,
                "[{'role':'user','content':[{'type':'text','text':'a','cache_control':{'type':'ephemeral'}},{'type':'text','text':'b'}]}]");
        member(
                request,
                "tools",
                "[{'name':'f','input_schema':{'type':'object','properties':{}},'cache_control':{'type':'ephemeral'}}]");
    }

    @Test
    void a_schema_that_does_not_say_so_is_one_of_an_object() {
        ChatRequest request = asking().tool(
                        new Tool.Function("f", "does", raw("{'properties':{'a':{'type':'string'}}}")))
                .tool(new Tool.Function("g", null, raw("{'type':'object'}"), true, Members.NONE, Members.NONE))
                .build();

        member(
                request,
                "tools",
                "[{'name':'f','description':'does','input_schema':{'type':'object','properties':{'a':{'type':'string'}}}},"
                        + "{'name':'g','input_schema':{'type':'object'},'strict':true}]");
    }

    @Test
    void the_wish_for_one_call_at_a_time_is_a_word_of_the_tool_choice() {
        ChatRequest.Builder free = asking().tool(new Tool.Function("f", null, raw("{'type':'object'}")));
        member(free.build(), "tool_choice", null);
        free.parameter(Parameter.PARALLEL_TOOL_CALLS, JsonValue.of(true));
        member(free.build(), "tool_choice", null);
        free.parameter(Parameter.PARALLEL_TOOL_CALLS, JsonValue.of(false));
        member(free.build(), "tool_choice", "{'type':'auto','disable_parallel_tool_use':true}");
        member(
                free.toolChoice(new ToolChoice.Required()).build(),
                "tool_choice",
                "{'type':'any','disable_parallel_tool_use':true}");
        member(free.toolChoice(new ToolChoice.None()).build(), "tool_choice", "{'type':'none'}");
        member(
                free.toolChoice(new ToolChoice.Named("f")).build(),
                "tool_choice",
                "{'type':'tool','name':'f','disable_parallel_tool_use':true}");
    }

    @Test
    void parameters_stand_under_the_names_of_the_dialect_and_those_without_a_word_nowhere() {
        ChatRequest request = asking().temperature(0)
                .topP(0.5)
                .parameter(Parameter.TOP_K, JsonValue.of(3))
                .parameter(Parameter.STOP, JsonValue.of("END"))
                .parameter(Parameter.USER, JsonValue.of("u1"))
                .parameter(Parameter.SERVICE_TIER, JsonValue.of("auto"))
                .parameter(Parameter.SEED, JsonValue.of(1))
                .parameter(Parameter.MIN_P, JsonValue.of(0.1))
                .streaming(ChatRequest.Streaming.WITH_USAGE)
                .build();

        assertThat(Json.text(Messages.sent(request).without("messages")))
                .isEqualTo(
                        "{\"model\":\"claude\",\"max_tokens\":5000,\"temperature\":0,\"top_p\":0.5,\"top_k\":3,"
                                + "\"stop_sequences\":[\"END\"],\"service_tier\":\"auto\",\"metadata\":{\"user_id\":\"u1\"},\"stream\":true}");
    }

    @Test
    void thinking_is_spelled_as_the_model_takes_it() {
        ChatRequest.Builder request = asking();
        member(request.build(), "thinking", null);
        member(request.thinking(new Thinking.On()).build(), "thinking", "{'type':'adaptive'}");
        member(request.thinking(new Thinking.Off()).build(), "thinking", "{'type':'disabled'}");
        ChatRequest high = request.thinking(new Thinking.Effort("high")).build();
        member(high, "thinking", "{'type':'adaptive'}");
        member(high, "output_config", "{'effort':'high'}");
        member(high, Spelling.BUDGET, "thinking", "{'type':'enabled','budget_tokens':3000}");
        member(high, Spelling.BUDGET, "output_config", null);
        member(high, Spelling.BUDGET, "output_config", "{'effort':'high'}", "low", "high");
        member(high, Spelling.BUDGET, "output_config", null, "low", "medium");
        member(high, Spelling.THINKING_OBJECT_AND_EFFORT, "thinking", "{'type':'enabled'}");
        member(high, Spelling.THINKING_OBJECT_AND_EFFORT, "output_config", "{'effort':'high'}");
        member(high, Spelling.REASONING_EFFORT, "thinking", null);
        member(high, Spelling.REASONING_EFFORT, "output_config", "{'effort':'high'}");
        member(high, Spelling.NONE, "thinking", null);
        ChatRequest budget = request.thinking(new Thinking.Budget(2048)).build();
        member(budget, Spelling.BUDGET, "thinking", "{'type':'enabled','budget_tokens':2048}");
    }

    @Test
    void how_thoughts_are_shown_stands_beside_the_kind_of_thinking() {
        ChatRequest.Builder request = asking().parameter(Parameter.THINKING_SUMMARY, JsonValue.of("detailed"))
                .thinking(new Thinking.On());
        member(request.build(), "thinking", "{'type':'adaptive','display':'summarized'}");
        request.parameter(Parameter.THINKING_SUMMARY, JsonValue.of("none"));
        member(request.build(), "thinking", "{'type':'adaptive','display':'omitted'}");
        member(request.thinking(new Thinking.Off()).build(), "thinking", "{'type':'disabled'}");
        member(request.thinking(new Thinking.Default()).build(), "thinking", null);
    }

    @Test
    void a_schema_for_the_answer_carries_its_description_and_neither_name_nor_strictness() {
        ResponseFormat format =
                new ResponseFormat.JsonSchema("answer", "what to say", raw("{'type':'object'}"), true, Members.NONE);

        member(
                asking().responseFormat(format).build(),
                "output_config",
                "{'format':{'type':'json_schema','schema':{'type':'object','description':'what to say'}}}");
        member(asking().responseFormat(new ResponseFormat.JsonObject()).build(), "output_config", null);
    }

    @Test
    void the_extra_body_overrides_parameters_and_joins_the_objects() {
        ChatRequest request = asking().thinking(new Thinking.Effort("low"))
                .parameter(Parameter.USER, JsonValue.of("u1"))
                .tool(new Tool.Function("f", null, raw("{'type':'object'}")))
                .toolChoice(new ToolChoice.Auto())
                .extra("max_tokens", raw("7"))
                .extra("thinking", raw("{'type':'enabled','budget_tokens':2000}"))
                .extra("output_config", raw("{'effort':'max','task_budget':{'total':9}}"))
                .extra("metadata", raw("{'team':'t'}"))
                .extra("tool_choice", raw("{'newer':1}"))
                .extra("model", raw("'other'"))
                .build();

        member(request, "model", "'claude'");
        member(request, "max_tokens", "7");
        member(request, "thinking", "{'type':'enabled','budget_tokens':2000}");
        member(request, "output_config", "{'effort':'max','task_budget':{'total':9}}");
        member(request, "metadata", "{'user_id':'u1','team':'t'}");
        member(request, "tool_choice", "{'type':'auto','newer':1}");
    }

    @Test
    void the_extra_body_can_spell_a_wish_about_thinking() {
        assertThat(thinkingIn("{'type':'disabled'}")).isEqualTo(new Thinking.Off());
        assertThat(thinkingIn("{'type':'enabled','budget_tokens':9}")).isEqualTo(new Thinking.Budget(9));
        assertThat(thinkingIn("{'type':'adaptive'}")).isEqualTo(new Thinking.On());
        assertThat(thinkingIn("{'type':'newest'}")).isEqualTo(new Thinking.On());
        assertThat(thinkingIn("{'display':'omitted'}")).isNull();
        assertThat(Messages.DIALECT.thinkingIn(Members.of("thinking", raw("{'type':'adaptive'}"))
                        .with("output_config", raw("{'effort':'Max'}"))))
                .isEqualTo(new Thinking.Effort("max"));
    }

    private static @Nullable Thinking thinkingIn(String thinking) {
        return Messages.DIALECT.thinkingIn(Members.of("thinking", raw(thinking)));
    }

    @Test
    void betas_are_a_header_those_of_the_host_first() {
        Profile host =
                Messages.host(Spelling.ADAPTIVE, Replay.SIGNED, Map.of("anthropic-beta", "a-1, b-2", "x-other", "1"));
        ChatRequest request = asking().extra("anthropic_beta", raw("['b-2','c-3,d-4','bad\\nname']"))
                .build();

        WireRequest wire = Preparation.prepare(request, host, Messages.DIALECT, Policy.ADAPT)
                .wire();

        assertThat(wire.headers()).isEqualTo(Map.of("anthropic-beta", "a-1,b-2,c-3,d-4"));
        assertThat(wire.body().text()).doesNotContain("anthropic_beta");
        assertThat(wire.path()).isEqualTo("/v1/messages");
        assertThat(Messages.wire(asking().build(), Spelling.ADAPTIVE).headers()).isEmpty();
    }

    @Test
    void reasoning_goes_back_signed_and_that_of_another_dialect_of_the_host_does_not() {
        ChatRequest request = asking().message(Message.assistant(
                        new Content.Reasoning("hm", "host", "thinking", Members.of("signature", raw("'sig'"))),
                        new Content.Reasoning("", "host", "redacted_thinking", Members.of("data", raw("'xyz'"))),
                        new Content.Reasoning("hm", "host", "reasoning", Members.of("reasoning_details", raw("[{}]"))),
                        new Content.Reasoning("unsigned", "host", "thinking", Members.NONE),
                        new Content.Reasoning("foreign", "other", "thinking", Members.of("signature", raw("'theirs'"))),
                        new Content.Refusal("No.")))
                .user("why?")
                .build();

        turns(
                request,
                "[{'role':'user','content':'hi'},{'role':'assistant','content':[{'type':'thinking','thinking':'hm','signature':'sig'},"
                        + "{'type':'redacted_thinking','data':'xyz'},{'type':'text','text':'No.'}]},{'role':'user','content':'why?'}]");
    }

    @Test
    void a_host_that_does_not_sign_gets_the_text_alone() {
        ChatRequest request = asking().message(Message.assistant(new Content.Reasoning("hm"), new Content.Text("ok")))
                .user("why?")
                .build();
        WireRequest wire = Preparation.prepare(
                        request,
                        Messages.host(Spelling.THINKING_OBJECT, Replay.OWN, Map.of()),
                        Messages.DIALECT,
                        Policy.ADAPT)
                .wire();

        assertThat(wire.body().text()).contains("{\"type\":\"thinking\",\"thinking\":\"hm\"}");
    }

    @Test
    void equal_requests_give_equal_bytes() {
        ChatRequest request =
                asking().system("s").thinking(new Thinking.Effort("low")).build();

        assertThat(Messages.wire(request, Spelling.ADAPTIVE).body().bytes())
                .isEqualTo(Messages.wire(request.toBuilder().build(), Spelling.ADAPTIVE)
                        .body()
                        .bytes());
    }
}

package dev.parlance.core.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Profiles;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What hosts of Anthropic Messages need: who speaks first, arguments that are objects, schemas of their grammar, one way of sampling. */
class MessagesTransformsTest {
    private static final Message SYSTEM = Message.system("be brief");
    private static final Message USER = Message.user("hi");
    private static final Message ASSISTANT = Message.assistant(new Content.Text("hello"));

    private static Conversation of(Message... messages) {
        return Conversations.of(Profiles.of("claude-host").profile(), Conversations.request(messages));
    }

    /** As a client of the host's own dialect wrote it. */
    private static Conversation inOwnWords(Message... messages) {
        Conversation conversation = of(messages);
        return conversation.with(conversation.request().toBuilder()
                .dialect(conversation.profile().dialect())
                .build());
    }

    private static void reports(Conversation conversation, String parameter, Adjustment.Kind kind) {
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns(parameter, Adjustment::parameter)
                .returns(kind, Adjustment::kind);
    }

    @Test
    void instructions_between_the_turns_move_above_them_in_their_order() {
        Message late = Message.system("be kind");
        Conversation conversation = of(SYSTEM, USER, late, ASSISTANT);

        assertThat(OpeningTurns.systemFirst(conversation).request().messages())
                .containsExactly(SYSTEM, late, USER, ASSISTANT);
        reports(conversation, "messages", Adjustment.Kind.REPAIRED);
    }

    @Test
    void instructions_that_stand_above_or_are_the_clients_own_business_stay() {
        Conversation above = of(SYSTEM, SYSTEM, USER);
        Conversation own = inOwnWords(USER, SYSTEM);

        assertThat(OpeningTurns.systemFirst(above)).isSameAs(above);
        assertThat(OpeningTurns.systemFirst(own)).isSameAs(own);
    }

    @Test
    void a_user_speaks_before_an_assistant_that_began() {
        Conversation conversation = of(SYSTEM, ASSISTANT, USER);

        assertThat(OpeningTurns.userFirst(conversation).request().messages())
                .containsExactly(SYSTEM, Message.user("."), ASSISTANT, USER);
        reports(conversation, "messages", Adjustment.Kind.ADDED);

        Conversation begun = of(SYSTEM, USER, ASSISTANT);
        Conversation own = inOwnWords(ASSISTANT, USER);
        assertThat(OpeningTurns.userFirst(begun)).isSameAs(begun);
        assertThat(OpeningTurns.userFirst(own)).isSameAs(own);
    }

    @Test
    void arguments_that_are_no_object_are_put_into_one() {
        Content good = new Content.ToolCall("c1", "f", RawJson.ofText("{\"a\":1}"));
        Content none = new Content.ToolCall("c2", "f", RawJson.ofText(" "));
        Content cut = new Content.ToolCall("c3", "f", RawJson.ofText("{\"a\":"));
        Content list = new Content.ToolCall("c4", "f", RawJson.ofText("[1]"));
        Conversation conversation = of(USER, Message.assistant(good, none, cut, list));

        assertThat(CallArguments.wrap(conversation).request().messages().get(1).content())
                .containsExactly(
                        good,
                        none,
                        new Content.ToolCall("c3", "f", RawJson.ofText("{\"INVALID_JSON\":\"{\\\"a\\\":\"}")),
                        new Content.ToolCall("c4", "f", RawJson.ofText("{\"INVALID_JSON\":\"[1]\"}")));
        assertThat(conversation.log().adjustments())
                .singleElement()
                .returns("tool-arguments", Adjustment::parameter)
                .returns(JsonValue.strings(List.of("{\"a\":", "[1]")), Adjustment::asked);
        Conversation sound = of(USER, Message.assistant(good, none));
        assertThat(CallArguments.wrap(sound)).isSameAs(sound);
    }

    @Test
    void what_the_grammar_does_not_know_is_said_in_words() {
        assertLoosened(
                "{'type':'object','additionalProperties':false,'properties':{'n':{'type':'integer','minimum':1,'maximum':9}}}",
                "{'type':'object','additionalProperties':false,'properties':{'n':{'type':'integer','description':'{minimum: 1, maximum: 9}'}}}");
        assertLoosened(
                "{'type':'object','description':'d','properties':{'maximum':{'type':'string','format':'color','maxLength':3}},'maxProperties':2}",
                "{'type':'object','description':'d\\n\\n{maxProperties: 2}','properties':{'maximum':{'type':'string','description':'{format: \\\"color\\\", maxLength: 3}'}},'additionalProperties':false}");
        assertLoosened(
                "{'oneOf':[{'type':'array','minItems':1,'items':{'properties':{}}},{'type':'array','minItems':2}],'$defs':{'a':{'type':'object','additionalProperties':{'type':'string'}}}}",
                "{'anyOf':[{'type':'array','minItems':1,'items':{'properties':{},'additionalProperties':false}},{'type':'array','description':'{minItems: 2}'}],'$defs':{'a':{'type':'object','additionalProperties':false}}}");
    }

    private static void assertLoosened(String before, String after) {
        Conversation conversation = asking(schema(before), tool(schema(before), true));

        Conversation loosened = StrictSchemas.loosen(conversation);

        assertThat(loosened.settlement().responseFormat())
                .isInstanceOfSatisfying(
                        ResponseFormat.JsonSchema.class,
                        format -> assertThat(format.schema()).isEqualTo(schema(after)));
        assertThat(loosened.request().tools()).containsExactly(tool(schema(after), true));
        assertThat(conversation.log().adjustments().stream().map(Adjustment::parameter))
                .containsExactly("response-format", "tools");
    }

    @Test
    void schemas_that_the_grammar_knows_and_those_of_loose_tools_stay() {
        RawJson known = schema(
                "{'type':'object','additionalProperties':false,'properties':{'a':{'type':'string','format':'date','pattern':'x','enum':['a']}}}");
        Conversation strict = asking(known, tool(known, true));
        Conversation loose = asking(known, tool(schema("{'type':'object','maxProperties':2}"), false));

        assertThat(StrictSchemas.loosen(strict)).isSameAs(strict);
        assertThat(StrictSchemas.loosen(loose)).isSameAs(loose);
    }

    private static RawJson schema(String json) {
        return RawJson.of(Json.parse(json.replace('\'', '"')));
    }

    private static Tool tool(RawJson schema, boolean strict) {
        return new Tool.Function("f", null, schema, strict, Members.NONE, Members.NONE);
    }

    private static Conversation asking(RawJson schema, Tool tool) {
        return Conversations.of(
                Profiles.of("claude-host").profile(),
                ChatRequest.builder("model")
                        .user("hi")
                        .tool(tool)
                        .responseFormat(new ResponseFormat.JsonSchema("answer", null, schema, true, Members.NONE))
                        .build());
    }

    @Test
    void of_temperature_and_top_p_one_is_sent() {
        assertThat(sampled(0.5, 0.9)).containsExactly(Parameter.TEMPERATURE);
        assertThat(sampled(1, 0.9)).containsExactly(Parameter.TOP_P);
        assertThat(sampled(1, 1)).containsExactly(Parameter.TEMPERATURE);
    }

    private static List<Parameter> sampled(double temperature, double topP) {
        Conversation conversation = Conversations.of(
                Profiles.of("claude-host").profile(),
                ChatRequest.builder("model")
                        .user("hi")
                        .temperature(temperature)
                        .topP(topP)
                        .build());
        Settlement settled = OneSampler.choose(conversation).settlement();
        assertThat(conversation.log().adjustments()).singleElement().returns(Adjustment.Kind.DROPPED, Adjustment::kind);
        return List.copyOf(settled.settings().keySet());
    }

    @Test
    void one_of_them_alone_is_sent_as_it_is() {
        Conversation conversation = Conversations.of(
                Profiles.of("claude-host").profile(),
                ChatRequest.builder("model").user("hi").topP(0.9).build());

        assertThat(OneSampler.choose(conversation)).isSameAs(conversation);
    }
}

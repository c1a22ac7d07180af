package dev.parlance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatModel;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations that the host keeps. Numbers name the oracle cases of Amplifier. */
class ChainedModelTest {
    private static final Tool WEATHER = new Tool.Function("get_weather", "The weather", RawJson.EMPTY_OBJECT);
    private static final ChatRequest QUESTION = ChatRequest.builder("")
            .system("Be brief.")
            .user("What is the weather?")
            .tool(WEATHER)
            .thinking(new Thinking.Effort("low"))
            .build();
    private static final String LOST =
            "{\"error\":{\"message\":\"Previous response with id 'resp_1' not found.\",\"type\":\"invalid_request_error\","
                    + "\"param\":\"previous_response_id\",\"code\":\"previous_response_not_found\"}}";

    private final List<String> lost = new CopyOnWriteArrayList<>();
    private final ScriptedHost host = new ScriptedHost();
    private final Parlance door = ScriptedHost.door(host.asAzure())
            .chaining()
            .listener(new CallListener() {
                @Override
                public void prepared(String model, List<Adjustment> adjustments) {}

                @Override
                public void chainLost(String model) {
                    lost.add(model);
                }
            })
            .open();
    private final ChatModel model = door.model("azure-openai/gpt-5");

    @AfterEach
    void closeAll() {
        door.close();
        host.close();
    }

    private static String response(String id, String output) {
        return "{\"id\":\"" + id
                + "\",\"object\":\"response\",\"status\":\"completed\",\"model\":\"gpt-5\",\"output\":[" + output
                + "]}";
    }

    private static String reasoning(String id) {
        return "{\"type\":\"reasoning\",\"id\":\"" + id
                + "\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"hm\"}]},";
    }

    private static String call(String id) {
        return reasoning("rs_" + id) + "{\"type\":\"function_call\",\"id\":\"fc_" + id + "\",\"call_id\":\"call_" + id
                + "\",\"name\":\"get_weather\",\"arguments\":\"{}\"}";
    }

    private static String text(String text) {
        return "{\"type\":\"message\",\"id\":\"msg_1\",\"role\":\"assistant\",\"status\":\"completed\",\"content\":"
                + "[{\"type\":\"output_text\",\"text\":\"" + text + "\",\"annotations\":[]}]}";
    }

    private static ChatRequest then(ChatRequest before, ChatResponse answer, Message... more) {
        ChatRequest.Builder builder = before.toBuilder().message(answer.message());
        for (Message message : more) {
            builder.message(message);
        }
        return builder.build();
    }

    private ScriptedHost.Asked last() {
        return host.asked().getLast();
    }

    private static String input(ScriptedHost.Asked asked) {
        return Json.text(new JsonValue.JsonArray(asked.body().elements("input")));
    }

    /** The first turn, a tool loop, ready for its result. */
    private ChatRequest opened() {
        host.answers(200, response("resp_1", call("1")));
        ChatResponse first = model.generate(QUESTION);
        return then(QUESTION, first, Message.toolResult("call_1", "21 degrees"));
    }

    @Test
    void amplifier_25_the_second_turn_names_the_answer_and_sends_only_what_is_new() {
        ChatRequest second = opened();
        host.answers(200, response("resp_2", text("It is warm.")));

        ChatResponse answer = model.generate(second);

        assertThat(answer.text()).isEqualTo("It is warm.");
        ScriptedHost.Asked first = host.asked().getFirst();
        assertThat(first.target()).isEqualTo("/openai/v1/responses");
        assertThat(first.member("store")).isEqualTo("true");
        assertThat(first.member("include")).isEqualTo("absent");
        assertThat(first.member("previous_response_id")).isEqualTo("absent");
        assertThat(input(first)).contains("Be brief.").contains("What is the weather?");
        assertThat(last().member("store")).isEqualTo("true");
        assertThat(last().member("previous_response_id")).isEqualTo("\"resp_1\"");
        assertThat(last().member("include")).isEqualTo("absent");
        assertThat(last().member("instructions")).isEqualTo("absent");
        assertThat(input(last()))
                .isEqualTo("[{\"type\":\"function_call_output\",\"call_id\":\"call_1\",\"output\":\"21 degrees\"}]");
        assertThat(last().body().elements("tools")).hasSize(1);
        assertThat(lost).isEmpty();
    }

    @Test
    void amplifier_25_each_turn_goes_on_from_the_one_before() {
        ChatRequest second = opened();
        host.answers(200, response("resp_2", text("It is warm."))).answers(200, response("resp_3", text("Yes.")));
        ChatResponse warm = model.generate(second);

        model.generate(then(second, warm, Message.user("Sure?")));

        assertThat(last().member("previous_response_id")).isEqualTo("\"resp_2\"");
        assertThat(input(last())).isEqualTo("[{\"role\":\"user\",\"content\":\"Sure?\"}]");
    }

    @Test
    void amplifier_25_a_lost_chain_is_rebuilt_once_from_the_whole_conversation_and_told() {
        ChatRequest second = opened();
        host.answers(404, LOST).answers(200, response("resp_9", text("It is warm.")));

        ChatResponse answer = model.generate(second);

        assertThat(answer.text()).isEqualTo("It is warm.");
        assertThat(lost).containsExactly("azure-openai/gpt-5");
        assertThat(host.asked()).hasSize(3);
        assertThat(last().member("previous_response_id")).isEqualTo("absent");
        assertThat(last().member("store")).isEqualTo("true");
        assertThat(input(last()))
                .containsOnlyOnce("Be brief.")
                .contains("What is the weather?")
                .contains("\"call_id\":\"call_1\"")
                .contains("21 degrees");

        host.answers(200, response("resp_10", text("Yes.")));
        model.generate(then(second, answer, Message.user("Sure?")));
        assertThat(last().member("previous_response_id")).isEqualTo("\"resp_9\"");

        // The dead id is not tried again.
        host.answers(200, response("resp_11", text("Warm.")));
        model.generate(second);
        assertThat(last().member("previous_response_id")).isEqualTo("absent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":\"response_not_found\",\"message\":\"no such response\"}}",
                "{\"error\":{\"code\":null,\"param\":\"previous_response_id\",\"message\":\"not found\"}}",
                "{\"error\":{\"code\":\"404\",\"message\":\"The previous_response_id is unknown.\"}}",
            })
    void amplifier_25_a_lost_chain_is_known_by_code_or_by_the_name_of_the_member(String error) {
        ChatRequest second = opened();
        host.answers(404, error).answers(200, response("resp_9", text("It is warm.")));

        assertThat(model.generate(second).text()).isEqualTo("It is warm.");
        assertThat(lost).hasSize(1);
    }

    @Test
    void amplifier_25_a_chain_lost_twice_is_an_error() {
        ChatRequest second = opened();
        host.answers(404, LOST).answers(404, LOST);

        assertThatThrownBy(() -> model.generate(second)).isInstanceOf(ParlanceException.InvalidRequest.class);
        assertThat(host.asked()).hasSize(3);
    }

    @Test
    void amplifier_25_another_404_is_not_tried_again() {
        ChatRequest second = opened();
        host.answers(
                404,
                "{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"The API deployment for this resource does not exist.\"}}");

        assertThatThrownBy(() -> model.generate(second)).isInstanceOf(ParlanceException.ModelNotFound.class);
        assertThat(host.asked()).hasSize(2);
        assertThat(lost).isEmpty();
    }

    @Test
    void amplifier_25_a_conversation_that_was_compacted_is_sent_whole() {
        ChatRequest second = opened();
        host.answers(200, response("resp_2", text("It is warm.")));
        ChatRequest compacted = second.toBuilder()
                .messages(List.of(Message.system("Be brief."), Message.user("They asked for the weather: 21 degrees.")))
                .build();

        model.generate(compacted);

        assertThat(last().member("previous_response_id")).isEqualTo("absent");
        assertThat(last().body().elements("input")).hasSize(2);
    }

    @Test
    void other_instructions_are_another_conversation() {
        ChatRequest second = opened();
        host.answers(200, response("resp_2", text("It is warm.")));
        List<Message> messages = new ArrayList<>(second.messages());
        messages.set(0, Message.system("Be long."));

        model.generate(second.toBuilder().messages(messages).build());

        assertThat(last().member("previous_response_id")).isEqualTo("absent");
        assertThat(input(last())).contains("Be long.").doesNotContain("Be brief.");
    }

    @Test
    void whoever_forbids_to_store_is_obeyed_and_gets_the_reasoning_sealed() {
        host.answers(200, response("resp_1", text("Hi.")));

        model.generate(QUESTION.toBuilder()
                .parameter(Parameter.STORE, JsonValue.of(false))
                .build());

        assertThat(last().member("store")).isEqualTo("false");
        assertThat(last().member("include")).isEqualTo("[\"reasoning.encrypted_content\"]");
    }

    @Test
    void a_state_of_the_callers_own_is_left_alone() {
        ChatRequest second = opened();
        host.answers(200, response("resp_2", text("It is warm.")));

        model.generate(second.toBuilder()
                .extra("previous_response_id", RawJson.ofText("\"resp_own\""))
                .build());

        assertThat(last().member("previous_response_id")).isEqualTo("\"resp_own\"");
        assertThat(input(last())).contains("What is the weather?");
    }

    @Test
    void without_the_setting_nothing_is_stored_and_the_whole_conversation_goes() {
        host.answers(200, response("resp_1", call("1"))).answers(200, response("resp_2", text("It is warm.")));
        try (Parlance plain = ScriptedHost.door(host.asAzure()).open()) {
            ChatModel codex = plain.model("azure-openai/gpt-5-codex");
            ChatResponse first = codex.generate(QUESTION);
            codex.generate(then(QUESTION, first, Message.toolResult("call_1", "21 degrees")));
        }
        assertThat(last().member("store")).isEqualTo("false");
        assertThat(last().member("previous_response_id")).isEqualTo("absent");
        assertThat(input(last())).contains("What is the weather?").contains("21 degrees");
    }
}

package dev.parlance.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Asking for a value, the correction, and answers that are none. */
class StructuredOutputTest {
    @Description("Who it is.")
    record Person(String name, int age) {
        Person {
            if (age < 0) {
                throw new IllegalArgumentException("age must not be negative");
            }
        }
    }

    private static final StructuredOutput<Person> PERSON = StructuredOutput.of(Person.class);
    private static final ChatRequest REQUEST =
            ChatRequest.builder("model").user("Who?").build();

    private static ParlanceException failure(ChatResponse response) {
        ScriptedModel model = new ScriptedModel(response);
        ParlanceException failure = Objects.requireNonNull(assertThatExceptionOfType(ParlanceException.class)
                .isThrownBy(() -> PERSON.ask(model, REQUEST, 3))
                .actual());
        assertThat(model.asked).as("it is not asked again").hasSize(1);
        return failure;
    }

    @Test
    void a_value_comes_back() {
        ScriptedModel model = new ScriptedModel(ScriptedModel.text("{\"name\":\"Ada\",\"age\":36}"));
        StructuredAnswer<Person> answer = PERSON.ask(model, REQUEST, 1);
        assertThat(answer.value()).isEqualTo(new Person("Ada", 36));
        assertThat(answer.corrections()).isZero();
        assertThat(model.asked.getFirst().responseFormat()).isEqualTo(PERSON.format());
        assertThat(PERSON.format().name()).isEqualTo("Person");
        assertThat(PERSON.format().description()).isEqualTo("Who it is.");
        assertThat(PERSON.format().strict()).isTrue();
    }

    @Test
    void errors_go_back_to_the_model_once() {
        ChatResponse wrong = ScriptedModel.answer(
                StopReason.Kind.STOP,
                "stop",
                new Content.Reasoning("hm"),
                new Content.Text("{\"name\":7,\"age\":\"old\"}"));
        ChatResponse right = ScriptedModel.text("{\"name\":\"Ada\",\"age\":36}");
        ScriptedModel model = new ScriptedModel(wrong, right);
        StructuredAnswer<Person> answer = PERSON.ask(model, REQUEST, 1);
        assertThat(answer.value()).isEqualTo(new Person("Ada", 36));
        assertThat(answer.response()).isEqualTo(right);
        assertThat(answer.corrections()).isEqualTo(1);
        assertThat(Objects.requireNonNull(answer.usage()).input()).isEqualTo(20);
        assertThat(answer.usage().output()).isEqualTo(6);
        assertThat(model.asked.get(1).messages())
                .containsExactly(Message.user("Who?"), wrong.message(), Message.user("""
                        Your answer does not fit what was asked for:
                        - $.age: expected a whole number of at most 32 bits, found the string "old"
                        Answer again with the whole corrected JSON and nothing else."""));
        assertThat(model.asked.get(1).responseFormat()).isEqualTo(PERSON.format());
    }

    @Test
    void without_retries_the_errors_are_thrown() {
        ScriptedModel model = new ScriptedModel(ScriptedModel.text("{\"name\":\"Ada\",\"age\":-1}"));
        assertThatExceptionOfType(ParlanceException.MalformedResponse.class)
                .isThrownBy(() -> PERSON.ask(model, REQUEST, 0))
                .withMessageStartingWith("The answer does not fit Person:\n- $: is refused: age must not be negative")
                .satisfies(failure -> assertThat(failure.failure().body()).contains("\"age\":-1"));
    }

    @Test
    void unreadable_json_is_corrected_but_not_forever() {
        ScriptedModel model = new ScriptedModel(ScriptedModel.text("Ada is 36."), ScriptedModel.text("{\"name\":"));
        assertThatExceptionOfType(ParlanceException.MalformedResponse.class)
                .isThrownBy(() -> PERSON.ask(model, REQUEST, 1))
                .withMessageStartingWith(
                        "The answer does not fit Person even after 1 correction:\n- $: This is not valid JSON");
        assertThat(model.asked).hasSize(2);
    }

    @Test
    void a_refusal_is_none_of_the_parser() {
        ParlanceException failure =
                failure(ScriptedModel.answer(StopReason.Kind.STOP, "stop", new Content.Refusal("I will not.")));
        assertThat(failure.kind()).isEqualTo(ErrorKind.CONTENT_FILTERED);
        assertThat(failure).hasMessageStartingWith("The model refused to answer: I will not.");
    }

    @Test
    void a_cut_answer_is_none_of_the_parser() {
        ParlanceException failure =
                failure(ScriptedModel.answer(StopReason.Kind.LENGTH, "max_tokens", new Content.Text("{\"name\":\"A")));
        assertThat(failure.kind()).isEqualTo(ErrorKind.STREAM_TRUNCATED);
        assertThat(failure).hasMessageContaining("max_tokens").hasMessageContaining("Raise max-output-tokens");
    }

    @Test
    void a_filtered_answer_is_none_of_the_parser() {
        ParlanceException failure = failure(
                ScriptedModel.answer(StopReason.Kind.CONTENT_FILTER, "SAFETY", new Content.Text("{\"name\":\"A")));
        assertThat(failure.kind()).isEqualTo(ErrorKind.CONTENT_FILTERED);
    }

    @Test
    void an_answer_of_thoughts_is_empty() {
        ParlanceException failure =
                failure(ScriptedModel.answer(StopReason.Kind.LENGTH, "length", new Content.Reasoning("hm")));
        assertThat(failure.kind()).isEqualTo(ErrorKind.EMPTY_RESPONSE);
    }

    @Test
    void an_answer_of_calls_holds_no_value() {
        ParlanceException failure = failure(ScriptedModel.answer(
                StopReason.Kind.TOOL_CALLS, "tool_calls", new Content.ToolCall("1", "look", RawJson.EMPTY_OBJECT)));
        assertThat(failure.kind()).isEqualTo(ErrorKind.UNSUPPORTED_REQUEST);
    }

    @Test
    void a_list_stands_in_an_object() {
        StructuredOutput<List<Person>> people = StructuredOutput.ofList(Person.class);
        assertThat(Objects.requireNonNull(people.format().schema()).text())
                .startsWith("{\"type\":\"object\",\"properties\":{\"value\":{");
        List<Person> expected = List.of(new Person("Ada", 36));
        assertThat(people.read(ScriptedModel.text("{\"value\":[{\"name\":\"Ada\",\"age\":36}]}")))
                .isEqualTo(new Reading.Value<>(expected));
        assertThat(people.read(ScriptedModel.text("[{\"name\":\"Ada\",\"age\":36}]")))
                .isEqualTo(new Reading.Value<>(expected));
        assertThat(people.read(ScriptedModel.text("{\"people\":[]}")))
                .isEqualTo(new Reading.Errors<>(List.of(new ReadingError(
                        "$.value", "is missing; expected an array (members that are not in the schema: \"people\")"))));
    }

    @Test
    void a_sealed_interface_stands_in_an_object() {
        StructuredOutput<Examples.Figure> figure = StructuredOutput.of(Examples.Figure.class);
        Reading<Examples.Figure> circle = new Reading.Value<>(new Examples.Circle(1));
        assertThat(figure.read(ScriptedModel.text("{\"value\":{\"type\":\"Circle\",\"radius\":1}}")))
                .isEqualTo(circle);
        assertThat(figure.read(ScriptedModel.text("{\"type\":\"Circle\",\"radius\":1}")))
                .isEqualTo(circle);
    }
}

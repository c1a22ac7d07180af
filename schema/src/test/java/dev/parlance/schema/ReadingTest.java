package dev.parlance.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parlance.core.wire.Json;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is let pass, what is refused, and in which words. */
class ReadingTest {
    enum Colour {
        DARK_BLUE,
        RED
    }

    record Sample(
            int count,
            String text,
            Colour colour,
            boolean truth,
            List<Integer> numbers,
            @Nullable String note,
            Optional<Double> rate) {}

    record Limits(byte tiny, long large, double fine, char letter) {}

    record Times(Instant time, Duration span) {}

    record Holder(Map<String, Integer> counts) {}

    record Unique(Set<String> names) {}

    record Range(int from, int to) {
        Range {
            if (from > to) {
                throw new IllegalArgumentException("from must not be after to");
            }
        }
    }

    record Ranges(List<Range> ranges, int count) {}

    record Fatal(int value) {
        Fatal {
            if (value == 1) {
                throw new StackOverflowError();
            }
        }
    }

    private static <T> T read(Class<T> type, String quoted) {
        return Records.read(type, Json.parse(quoted.replace('\'', '"'))).orThrow();
    }

    private static List<String> errors(Class<?> type, String quoted) {
        Reading<?> reading = Records.read(type, Json.parse(quoted.replace('\'', '"')));
        assertThat(reading).isInstanceOf(Reading.Errors.class);
        return ((Reading.Errors<?>) reading)
                .errors().stream().map(ReadingError::sentence).toList();
    }

    @Test
    void a_record_is_read() {
        assertThat(read(Sample.class, """
                {'count':3,'text':'x','colour':'RED','truth':true,'numbers':[1,2],'note':'n','rate':0.5}"""))
                .isEqualTo(new Sample(3, "x", Colour.RED, true, List.of(1, 2), "n", Optional.of(0.5)));
    }

    @Test
    void harmless_slips_are_let_pass() {
        assertThat(read(Sample.class, """
                {'count':' 3 ','text':7.50,'colour':'dark blue','truth':'false','numbers':'[1.0,\\"2\\"]','rate':null,'more':[]}""".replace("\\\"", "\\'")))
                .isEqualTo(new Sample(3, "7.50", Colour.DARK_BLUE, false, List.of(1, 2), null, Optional.empty()));
    }

    @Test
    void all_errors_come_at_once() {
        assertThat(errors(Sample.class, """
                {'count':2.5,'text':{},'colour':'green','truth':1,'numbers':[1,'two',null],'rate':'fast'}"""))
                .containsExactly(
                        "$.count: expected a whole number of at most 32 bits, found the number 2.5",
                        "$.text: expected a string, found an object",
                        "$.colour: expected one of DARK_BLUE, RED, found the string \"green\"",
                        "$.truth: expected true or false, found the number 1",
                        "$.numbers[1]: expected a whole number of at most 32 bits, found the string \"two\"",
                        "$.numbers[2]: expected a whole number of at most 32 bits, found null",
                        "$.rate: expected a number in the range of 64 bits, found the string \"fast\"");
    }

    @Test
    void a_missing_member_is_named_beside_those_nobody_asked_for() {
        assertThat(errors(Range.class, "{'from':1,'until':2}"))
                .containsExactly("$.to: is missing; expected a whole number of at most 32 bits"
                        + " (members that are not in the schema: \"until\")");
    }

    @Test
    void null_is_no_value_where_one_must_stand() {
        assertThat(errors(Range.class, "{'from':null,'to':2}"))
                .containsExactly("$.from: expected a whole number of at most 32 bits, found null");
    }

    @Test
    void a_single_value_is_no_list() {
        assertThat(errors(Unique.class, "{'names':'a'}"))
                .containsExactly("$.names: expected an array, found the string \"a\"");
    }

    @Test
    void what_a_constructor_says_is_an_error_at_its_place() {
        assertThat(errors(Ranges.class, "{'ranges':[{'from':1,'to':2},{'from':3,'to':2}],'count':'x'}"))
                .containsExactly(
                        "$.ranges[1]: is refused: from must not be after to",
                        "$.count: expected a whole number of at most 32 bits, found the string \"x\"");
    }

    @Test
    void an_error_of_the_machine_is_no_error_of_the_model() {
        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> read(Fatal.class, "{'value':1}"));
    }

    @Test
    void a_map_is_read_from_an_object_and_from_entries() {
        Holder holder = new Holder(Map.of("a b", 1, "c", 2));
        assertThat(read(Holder.class, "{'counts':{'a b':1,'c':2}}")).isEqualTo(holder);
        assertThat(read(Holder.class, "{'counts':[{'key':'a b','value':1},{'key':'c','value':2}]}"))
                .isEqualTo(holder);
    }

    @Test
    void faults_in_maps_have_their_place() {
        assertThat(errors(Holder.class, "{'counts':{'a b':'x'}}"))
                .singleElement()
                .asString()
                .startsWith("$.counts[\"a b\"]: ");
        assertThat(errors(Holder.class, "{'counts':[{'key':'a','value':1},{'key':'a','value':2},{'value':1}]}"))
                .containsExactly(
                        "$.counts[1].key: expected each key once, found another the string \"a\"",
                        "$.counts[2].key: is missing; expected a string");
    }

    @Test
    void an_element_that_stands_twice_in_a_set_counts_once() {
        assertThat(read(Unique.class, "{'names':['b','a','b']}").names()).containsExactly("b", "a");
    }

    @Test
    void no_number_is_cut_to_fit() {
        assertThat(errors(Limits.class, "{'tiny':128,'large':9223372036854775808,'fine':1e999,'letter':'ab'}"))
                .containsExactly(
                        "$.tiny: expected a whole number from -128 to 127, found the number 128",
                        "$.large: expected a whole number of at most 64 bits, found the number 9223372036854775808",
                        "$.fine: expected a number in the range of 64 bits, found the number 1e999",
                        "$.letter: expected a string of exactly one character, found the string \"ab\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999", "1e-9999999", "'1e999999999'", "'1e-999999999'", "1.5"})
    void a_whole_number_beyond_reason_is_refused_and_costs_nothing(String number) {
        assertThat(errors(BigInteger.class, number))
                .singleElement()
                .asString()
                .startsWith("$: expected a whole number");
    }

    @Test
    void times_have_offsets_and_durations_may_have_weeks() {
        assertThat(read(Times.class, "{'time':'2026-01-31T14:00:00+02:00','span':'P2W'}"))
                .isEqualTo(new Times(Instant.parse("2026-01-31T12:00:00Z"), Duration.ofDays(14)));
        assertThat(errors(Times.class, "{'time':'yesterday','span':'P1Y'}"))
                .containsExactly(
                        "$.time: expected a time with its offset in a string, such as \"2026-01-31T12:00:00Z\", found the string \"yesterday\"",
                        "$.span: expected an ISO 8601 duration of days, hours, minutes and seconds in a string, such as \"PT1H30M\", found the string \"P1Y\"");
    }

    @Test
    void records_of_a_sealed_interface_are_told_apart() {
        assertThat(read(Examples.Figure.class, "{'type':'Group','name':'g','parts':[{'type':'circle','radius':1}]}"))
                .isEqualTo(new Examples.Group("g", List.of(new Examples.Circle(1))));
        assertThat(errors(
                        Examples.Group.class,
                        "{'name':'g','parts':[{'radius':1},{'type':'Line'},{'type':'Square'},5]}"))
                .containsExactly(
                        "$.parts[0].type: is missing; expected one of Circle, Square, Group",
                        "$.parts[1].type: expected one of Circle, Square, Group, found the string \"Line\"",
                        "$.parts[2].side: is missing; expected a number in the range of 64 bits"
                                + " (members that are not in the schema: \"type\")",
                        "$.parts[3]: expected an object, found the number 5");
    }

    @Test
    void what_is_read_cannot_be_changed() {
        Sample sample = read(Sample.class, "{'count':3,'text':'x','colour':'RED','truth':true,'numbers':[1]}");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> sample.numbers().add(2));
    }

    @Test
    void long_values_are_shortened_in_errors() {
        assertThat(errors(Range.class, "{'from':'" + "x".repeat(1000) + "','to':1}"))
                .singleElement()
                .satisfies(error -> assertThat(error).hasSizeLessThan(200).endsWith("xxx..."));
    }

    @Test
    void errors_throw_only_when_asked_to() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Range.class, "[]"))
                .withMessage("The JSON does not fit:\n- $: expected an object, found an array");
    }

    @Test
    void depth_is_bounded_by_the_json_reader_alone() {
        String deep = "{'name':'t','branches':[],'parent':".repeat(400) + "null" + "}".repeat(400);
        assertThat(read(Examples.Tree.class, deep).parent()).isNotNull();
    }

    @Test
    void text_may_stand_in_a_fence() {
        assertThat(RecordReader.of(Range.class).read("Here it is:\n```json\n{\"from\":1,\"to\":2}\n```\nDone."))
                .isEqualTo(new Reading.Value<>(new Range(1, 2)));
        assertThat(RecordReader.of(Range.class).read("from 1 to 2")).isInstanceOf(Reading.Errors.class);
    }

    @Test
    void a_record_without_its_value_cannot_be_written() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Records.write(new Limits((byte) 1, 1, Double.NaN, 'x')))
                .withMessage("JSON has no number for NaN");
    }
}

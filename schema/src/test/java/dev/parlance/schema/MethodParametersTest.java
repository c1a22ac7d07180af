package dev.parlance.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parlance.core.wire.Json;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The parameters of a method, as those of a tool. */
class MethodParametersTest {
    interface Tools {
        String search(
                @Description("What to look for.") String query,
                @Nullable Integer limit,
                Optional<Examples.Speed> speed,
                List<Examples.Tree> trees);

        void ping();

        void listed(Thread first, String query, Thread last);
    }

    private static MethodParameters of(Class<?> type, String name) {
        Method method = Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return MethodParameters.of(method);
    }

    @Test
    void they_have_a_schema() {
        assertThat(Json.text(of(Tools.class, "search").schema(SchemaForm.PLAIN)).replace('"', '\''))
                .isEqualTo("""
                        {'type':'object','properties':{'query':{'description':'What to look for.','type':'string'},'limit':{'type':'integer'},'speed':{'description':'How soon it must be there.\\nEXPRESS: within a day','type':'string','enum':['EXPRESS','NEXT_WEEK']},'trees':{'type':'array','items':{'$ref':'#/$defs/Tree'}}},'required':['query','trees'],'$defs':{'Tree':{'type':'object','properties':{'name':{'type':'string'},'branches':{'type':'array','items':{'$ref':'#/$defs/Tree'}},'parent':{'description':'Where it came from.','anyOf':[{'$ref':'#/$defs/Tree'}]}},'required':['name','branches']}}}""");
        StrictSubset.accepts(of(Tools.class, "search").schema(SchemaForm.STRICT));
    }

    @Test
    void a_method_without_parameters_takes_an_empty_object() {
        assertThat(Json.text(of(Tools.class, "ping").schema(SchemaForm.PLAIN)))
                .isEqualTo("{\"type\":\"object\",\"properties\":{}}");
        assertThat(of(Tools.class, "ping").read(Json.parse("{}")).orThrow()).isEmpty();
    }

    @Test
    void what_the_caller_passes_itself_is_neither_described_nor_read() throws NoSuchMethodException {
        Method listed = Tools.class.getDeclaredMethod("listed", Thread.class, String.class, Thread.class);
        MethodParameters parameters = MethodParameters.of(listed, Set.of(Thread.class));

        assertThat(Json.text(parameters.schema(SchemaForm.PLAIN)))
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"query\":{\"type\":\"string\"}},\"required\":[\"query\"]}");
        assertThat(parameters.read(Json.parse("{\"query\":\"x\"}")).orThrow()).containsExactly("x");
        assertThatExceptionOfType(UndescribableType.class).isThrownBy(() -> MethodParameters.of(listed));
    }

    @Test
    void they_are_read_in_order() {
        assertThat(of(Tools.class, "search")
                        .read(Json.parse("{\"trees\":[],\"query\":\"x\"}"))
                        .orThrow())
                .containsExactly("x", null, Optional.empty(), List.of());
    }

    @Test
    void what_is_wrong_with_them_is_told_at_once() {
        Reading<List<@Nullable Object>> reading =
                of(Tools.class, "search").read(Json.parse("{\"limit\":\"few\",\"trees\":{}}"));
        assertThat(reading).isInstanceOf(Reading.Errors.class);
        assertThat(((Reading.Errors<?>) reading).errors())
                .extracting(ReadingError::place)
                .containsExactly("$.query", "$.limit", "$.trees");
    }

    @Test
    void names_must_be_in_the_class_file() {
        assertThatExceptionOfType(UndescribableType.class)
                .isThrownBy(() -> of(String.class, "charAt"))
                .withMessageContaining("Compile with javac's -parameters");
    }
}

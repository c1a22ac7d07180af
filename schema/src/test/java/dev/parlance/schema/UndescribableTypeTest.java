package dev.parlance.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parlance.core.wire.JsonValue;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What has no schema is refused at once, with its place and a way out. */
class UndescribableTypeTest {
    record Wild(Inner inner) {
        record Inner(List<?> things) {}
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Generics(List<String>[] things) {}

    record Foreign(Map<String, List<Thread>> threads) {}

    enum Nothing {}

    record Emptied(Nothing of) {}

    record Raw(@SuppressWarnings("rawtypes") List things) {}

    record Keys(Map<Integer, String> byNumber) {}

    record Twice(Optional<Optional<String>> value) {}

    record Endless<T>(List<Endless<List<T>>> more) {}

    record Start(Endless<String> endless) {}

    record Open<T>(T value) {}

    record Free(List<JsonValue> values) {}

    sealed interface Mixed permits Good, Bad {}

    record Good() implements Mixed {}

    static final class Bad implements Mixed {}

    sealed interface Letters permits A, B {}

    record A(String type, String kind) implements Letters {}

    record B(String variant, String recordType) implements Letters {}

    private static void refused(Type type, String path, String problem) {
        assertThatExceptionOfType(UndescribableType.class)
                .isThrownBy(() -> JsonSchemas.of(type, SchemaForm.STRICT))
                .satisfies(refusal -> {
                    assertThat(refusal.path()).isEqualTo(path);
                    assertThat(refusal).hasMessageStartingWith(path + " cannot be described: " + problem);
                });
    }

    @Test
    void a_wildcard() {
        refused(Wild.class, "Wild.inner.things[]", "it is a wildcard. Name the type.");
    }

    @Test
    void an_array_of_a_generic_type() {
        refused(Generics.class, "Generics.things", "it is an array of a generic type. Use a List.");
    }

    @Test
    void an_enum_without_constants() {
        refused(Emptied.class, "Emptied.of", "Nothing has no constant, so no value fits it.");
    }

    @Test
    void a_class_that_is_no_record() {
        refused(Foreign.class, "Foreign.threads{}[]", "Thread is neither a record");
    }

    @Test
    void a_list_of_nobody_knows_what() {
        refused(Raw.class, "Raw.things", "List stands here without its type arguments. Name them.");
    }

    @Test
    void a_map_with_other_keys() {
        refused(Keys.class, "Keys.byNumber", "the names in JSON are strings.");
    }

    @Test
    void an_optional_in_an_optional() {
        refused(Twice.class, "Twice.value", "JSON has one null only");
    }

    @Test
    void a_type_without_end() {
        assertThatExceptionOfType(UndescribableType.class)
                .isThrownBy(() -> JsonSchemas.of(Start.class))
                .withMessageContaining("it holds itself with ever more type arguments");
    }

    @Test
    void a_generic_record_without_arguments() {
        refused(Open.class, "Open", "Open stands here without its type arguments.");
    }

    @Test
    void free_json_in_the_strict_form_only() {
        refused(Free.class, "Free.values[]", "the strict form knows no free JSON.");
        assertThat(JsonSchemas.of(Free.class).object("properties")).isNotNull();
    }

    @Test
    void a_sealed_interface_with_a_class() {
        refused(Mixed.class, "Mixed(Bad)", "a sealed interface may permit records only.");
    }

    @Test
    void a_sealed_interface_whose_records_use_all_names() {
        refused(Letters.class, "Letters", "its records use up all names of the member that tells them apart");
    }
}

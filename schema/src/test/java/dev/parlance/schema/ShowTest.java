package dev.parlance.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Any value as JSON for somebody to read. */
class ShowTest {
    record Loose(String name, double share, List<String> words) {}

    record Box<T>(T inside, Optional<T> more) {}

    enum Shade {
        DARK {
            @Override
            boolean isDark() {
                return true;
            }
        };

        abstract boolean isDark();
    }

    private static String shown(@Nullable Object value) {
        return Json.text(Records.show(value)).replace('"', '\'');
    }

    @Test
    void lists_maps_and_scalars_are_shown_by_what_they_hold() {
        assertThat(shown(Arrays.asList("a", 1, null, true, 'c', Instant.EPOCH)))
                .isEqualTo("['a',1,null,true,'c','1970-01-01T00:00:00Z']");
        assertThat(shown(Set.of(2.5))).isEqualTo("[2.5]");
        assertThat(shown(new EnumMap<>(Map.of(Shade.DARK, Shade.DARK)))).isEqualTo("{'DARK':'DARK'}");
        assertThat(shown(new Object[] {Optional.of(1), Optional.empty()})).isEqualTo("[1,null]");
        assertThat(shown(JsonValue.object("a", JsonValue.of(1)))).isEqualTo("{'a':1}");
        assertThat(shown(null)).isEqualTo("null");
    }

    @Test
    @SuppressWarnings("NullAway") // Callers without a null checker do this.
    void a_record_with_what_its_type_does_not_allow_is_shown_though_it_cannot_be_written() {
        Loose loose = new Loose(null, Double.POSITIVE_INFINITY, Arrays.asList("a", null));

        assertThat(shown(loose)).isEqualTo("{'name':null,'share':'Infinity','words':['a',null]}");
        assertThatThrownBy(() -> Records.write(loose)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_generic_record_is_shown_by_what_it_holds() {
        Box<Box<Integer>> nested = new Box<>(new Box<>(7, Optional.empty()), Optional.of(new Box<>(8, Optional.of(9))));

        assertThat(shown(nested)).isEqualTo("{'inside':{'inside':7,'more':null},'more':{'inside':8,'more':9}}");
    }

    @Test
    void a_type_tells_the_records_of_a_sealed_interface_apart() {
        record Shown(List<Examples.Figure> figures) {}
        Type type = Shown.class.getRecordComponents()[0].getGenericType();
        List<Examples.Figure> figures = List.of(new Examples.Circle(1));

        assertThat(Json.text(Records.show(type, figures))).isEqualTo("[{\"type\":\"Circle\",\"radius\":1.0}]");
        assertThat(Json.text(Records.show(figures))).isEqualTo("[{\"radius\":1.0}]");
        assertThat(Json.text(Records.show(type, null))).isEqualTo("null");
    }

    @Test
    void what_has_no_json_is_refused() {
        assertThatThrownBy(() -> Records.show(List.of(new Object()))).isInstanceOf(UndescribableType.class);
    }
}

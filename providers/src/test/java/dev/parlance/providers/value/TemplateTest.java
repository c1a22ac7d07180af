package dev.parlance.providers.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.value.Template.Kind;
import dev.parlance.providers.value.Template.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    @Test
    void text_and_places_are_told_apart() {
        assertThat(Template.parse("a${env: KEY }b$c${file:~/d}${cmd:op read op://e/f | head -1}")
                        .parts())
                .isEqualTo(List.of(
                        new Part.Text("a"),
                        new Part.Place(Kind.ENV, "KEY"),
                        new Part.Text("b$c"),
                        new Part.Place(Kind.FILE, "~/d"),
                        new Part.Place(Kind.CMD, "op read op://e/f | head -1")));
    }

    @Test
    void a_doubled_dollar_is_the_text_itself() {
        assertThat(Template.parse("a$${env:B}")).isEqualTo(Template.literal("a${env:B}"));
        assertThat(Template.parse("")).isEqualTo(Template.literal(""));
    }

    @Test
    void only_files_and_commands_change() {
        assertThat(Template.parse("a").isLiteral()).isTrue();
        assertThat(Template.parse("${env:A}").isLiteral()).isFalse();
        assertThat(Template.parse("a${env:A}").canChange()).isFalse();
        assertThat(Template.parse("${env:A}${file:b}").canChange()).isTrue();
        assertThat(Template.parse("${cmd:b}").canChange()).isTrue();
    }

    @Test
    void texts_print_masked_and_places_by_name() {
        assertThat(Template.parse("marked${cmd:op read x}")).hasToString("***${cmd:op read x}");
    }

    @ParameterizedTest
    @CsvSource({
        "${env:A, has no closing }",
        "${vault:a}, is of no known kind",
        "${env:}, names nothing",
        "${A}, is of no known kind"
    })
    void a_place_that_is_none_is_told(String text, String message) {
        assertThatThrownBy(() -> Template.parse(text))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining(message);
    }
}

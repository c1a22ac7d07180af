package dev.parlance.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {
    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "naïve, 5",
        "e\u0301, 1",
        "漢字, 4",
        "ｆｕｌｌ, 8",
        "👍, 2",
        "👍🏽, 2",
        "👨‍👩‍👧‍👦, 2",
        "🇩🇪, 2",
        "한국, 4"
    })
    void text_takes_the_cells_that_terminals_give_it(String text, int cells) {
        assertThat(Cells.width(text)).isEqualTo(cells);
    }

    @Test
    void no_character_is_split_when_not_even_one_word_fits() {
        StringBuilder out = new StringBuilder();
        WrappedStream stream = new WrappedStream(out::append, () -> 5, Style.NONE, Look.PLAIN);

        stream.accept("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦 e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301");
        stream.end();

        assertThat(out)
                .hasToString("👨‍👩‍👧‍👦👨‍👩‍👧‍👦\n👨‍👩‍👧‍👦\ne\u0301e\u0301e\u0301e\u0301e\u0301\ne\u0301\n");
    }
}

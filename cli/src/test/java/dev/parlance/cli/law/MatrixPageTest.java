package dev.parlance.cli.law;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.conformance.Cell;
import dev.parlance.conformance.Door;
import dev.parlance.conformance.Feature;
import dev.parlance.conformance.Impossible;
import dev.parlance.conformance.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatrixPageTest {
    private static final Outcome ABSENT = new Outcome.Absent("nothing came");

    private static MatrixPage page(List<String> models, List<Outcome> outcomes, Impossible... reviewed) {
        List<Cell> cells = new ArrayList<>();
        for (int index = 0; index < models.size(); index++) {
            for (Door door : Door.all()) {
                cells.add(new Cell("vllm/" + models.get(index), door.dialect(), Feature.SEED, outcomes.get(index)));
            }
        }
        return new MatrixPage(Map.of("vllm", models), cells, List.of(reviewed));
    }

    private static Impossible entry(String model, String inbound) {
        return new Impossible("vllm", model, inbound, Set.of(Feature.SEED), "A document says so", "list:1");
    }

    @Test
    void models_that_agree_need_no_letters() {
        assertThat(page(List.of("m", "n"), List.of(new Outcome.Works(), new Outcome.Works()))
                        .text())
                .contains("Models: a m, b n", "| seed | works | works | works | works |");
    }

    @Test
    void models_that_differ_show_theirs() {
        Outcome dropped = new Outcome.Adjusted(List.of("seed=dropped"));

        assertThat(page(List.of("m", "n"), List.of(new Outcome.Works(), dropped))
                        .text())
                .contains("| seed | works (a); adjusted: seed=dropped (b) |");
    }

    @Test
    void what_is_missing_is_a_gap_unless_somebody_says_that_it_cannot_be_had() {
        MatrixPage gap = page(List.of("m"), List.of(ABSENT));
        MatrixPage known = page(List.of("m"), List.of(ABSENT), entry("*", "*"));

        assertThat(gap.text()).contains("| seed | not yet | not yet |");
        assertThat(gap.notYet()).hasSize(4).first().isEqualTo("vllm/m, openai-chat, seed: absent, nothing came");
        assertThat(known.text()).contains("| seed | impossible [1] | impossible [1] |", "1. A document says so");
        assertThat(known.notYet()).isEmpty();
        assertThat(known.needless()).isEmpty();
    }

    @Test
    void what_went_wrong_is_never_impossible() {
        MatrixPage wrong = page(List.of("m"), List.of(new Outcome.Failed("broken")), entry("*", "*"));

        assertThat(wrong.text()).contains("| seed | not yet |").doesNotContain("impossible [1]");
        assertThat(wrong.needless()).hasSize(1);
    }

    @Test
    void an_entry_for_one_model_and_one_dialect_covers_no_other() {
        MatrixPage page = page(List.of("m", "n"), List.of(ABSENT, ABSENT), entry("n", "openai-chat"));

        assertThat(page.text()).contains("| seed | not yet (a); impossible [1] (b) | not yet |");
        assertThat(page.notYet()).hasSize(7);
    }

    @Test
    void an_entry_that_nothing_needs_is_named() {
        assertThat(page(List.of("m"), List.of(new Outcome.Works()), entry("*", "*")))
                .satisfies(page -> assertThat(page.text()).doesNotContain("A document says so"))
                .satisfies(page -> assertThat(page.needless())
                        .extracting(Impossible::place)
                        .containsExactly("list:1"));
    }

    @Test
    void every_place_is_counted_by_host() {
        MatrixPage page = page(List.of("m", "n"), List.of(new Outcome.Works(), ABSENT));

        assertThat(page.text()).contains("| [vllm](#vllm) | 4 | 0 | 0 | 0 | 4 |", "| all | 4 | 0 | 0 | 0 | 4 |");
        assertThat(page.places()).isEqualTo(8);
    }
}

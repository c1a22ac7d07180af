package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.TokenEstimate;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultBudgetTest {
    private static final Content PICTURE =
            new Content.Media(Content.Media.Kind.IMAGE, "data:image/png;base64,iVBORw0KGgo=", Members.NONE);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 10, 11, 100})
    void no_character_is_cut_in_two(int tokens) {
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();

        String shown =
                ResultBudget.cut(ToolResult.text("😀é漢x".repeat(1000)), tokens).text();

        assertThat(encoder.canEncode(shown)).isTrue();
        assertThat(shown).contains(" of 5000 characters are left out here");
        assertThat(TokenEstimate.ofText(shown)).isLessThanOrEqualTo(tokens + 40L);
    }

    @Test
    void what_fits_exactly_is_the_same_instance() {
        ToolResult fits = ToolResult.text("漢".repeat(5) + "x".repeat(20));

        assertThat(ResultBudget.cut(fits, 10)).isSameAs(fits);
        assertThat(ResultBudget.cut(fits, 9)).isNotSameAs(fits);
    }

    @Test
    void many_parts_share_one_budget_and_one_note() {
        List<Content> parts = new ArrayList<>(Collections.nCopies(5_000, new Content.Text("0123456789")));
        parts.add(2_500, PICTURE);
        parts.add(new Content.Text("the end"));

        ToolResult shown = ResultBudget.cut(new ToolResult(parts, true), 100);

        assertThat(TokenEstimate.ofText(shown.text())).isBetween(100L, 140L);
        assertThat(shown.text()).startsWith("0123456789").endsWith("789the end").containsOnlyOnce("are left out here");
        assertThat(shown.content()).contains(PICTURE).hasSizeLessThan(60);
        assertThat(shown.failed()).isTrue();
    }
}

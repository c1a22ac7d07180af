package dev.parlance.dialects.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.wire.RawJson;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarriedReasoningTest {
    private static final Origin ORIGIN = new Origin("anthropic", "anthropic-messages");
    private static final Members SIGNED = Members.of("signature", RawJson.ofText("\"EqQB+/=\""))
            .with("details", RawJson.ofText("[{\"data\":\"\u00e4\u4e2d\",\"index\":0}]"));

    @Test
    void what_was_sealed_opens_as_it_was() {
        CarriedReasoning sealed =
                CarriedReasoning.of("thinking", SIGNED, ORIGIN).after(2);

        assertThat(CarriedReasoning.open(sealed.sealed())).isEqualTo(sealed);
        assertThat(Objects.requireNonNull(CarriedReasoning.open(sealed.sealed()))
                        .with("thought"))
                .isEqualTo(new Content.Reasoning("thought", "anthropic", "thinking", SIGNED));
    }

    @Test
    void an_origin_alone_is_worth_carrying() {
        CarriedReasoning sealed = CarriedReasoning.of(null, Members.NONE, ORIGIN);

        assertThat(CarriedReasoning.open(sealed.sealed())).isEqualTo(sealed);
    }

    @Test
    void clients_that_write_the_bytes_in_the_alphabet_of_urls_do_no_harm() {
        String sealed = CarriedReasoning.of("thinking", SIGNED, ORIGIN).sealed();

        assertThat(CarriedReasoning.open(sealed.replace('+', '-').replace('/', '_')))
                .isEqualTo(CarriedReasoning.open(sealed));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "EqQBCkYIBBgCKkA",
                "cGFybGFuY2Ux",
                "cGFybGFuY2UxeyJoIjox",
                "cGFybGFuY2UxW10=",
                "cGFybGFuY2Ux!!!",
                "skip_thought_signature_validator"
            })
    void anything_else_is_the_clients_own(String returned) {
        assertThat(CarriedReasoning.open(returned)).isNull();
    }
}

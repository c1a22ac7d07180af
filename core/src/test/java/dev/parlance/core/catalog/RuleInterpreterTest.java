package dev.parlance.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.chat.Parameter;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Generated;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each verb of a rule, over generated values where it takes any. */
class RuleInterpreterTest {
    private static final Parameter SOME = Parameter.TEMPERATURE;
    private static final Source SOURCE = Profiles.source("rules/temperature");
    private static final Facts PLAIN = new Facts(false, false, false, false, false);
    private static final int CASES = 1000;

    private AdjustmentLog log = new AdjustmentLog(Policy.ADAPT);

    private @Nullable JsonValue value(@Nullable JsonValue asked, Facts facts, Rule... rules) {
        log = new AdjustmentLog(Policy.ADAPT);
        Profiles profile = Profiles.of("test");
        for (Rule rule : rules) {
            profile.rule(rule);
        }
        return new RuleInterpreter(profile.profile(), log).value(SOME, asked, facts);
    }

    @Test
    void without_a_rule_every_value_is_forwarded_unreported() {
        for (int seed = 0; seed < CASES; seed++) {
            JsonValue asked = new Generated(seed).value(2);

            assertThat(value(asked, PLAIN)).as("seed %d", seed).isSameAs(asked);
            assertThat(log.adjustments()).isEmpty();
        }
        assertThat(value(null, PLAIN)).isNull();
    }

    @Test
    void drop_leaves_every_value_out_and_reports_all_but_the_pinned_one() {
        for (int seed = 0; seed < CASES; seed++) {
            JsonValue asked = new Generated(seed).number();

            assertThat(value(asked, PLAIN, new Rule.Drop(SOME, new JsonNumber("1.00"), null, SOURCE)))
                    .as("seed %d", seed)
                    .isNull();

            if (asked.equals(JsonValue.of(1))) {
                assertThat(log.adjustments()).isEmpty();
            } else {
                assertThat(log.adjustments())
                        .containsExactly(new Adjustment(
                                "temperature",
                                Adjustment.Kind.DROPPED,
                                asked,
                                null,
                                "hosts/test.json#rules/temperature",
                                "because of rules/temperature",
                                "seen"));
            }
        }
        assertThat(value(null, PLAIN, new Rule.Drop(SOME, null, null, SOURCE))).isNull();
        assertThat(log.adjustments()).isEmpty();
    }

    @Test
    void forward_before_drop_lets_the_value_go() {
        JsonValue asked = JsonValue.of(0.2);
        Rule forward = new Rule.Forward(SOME, Condition.REASONING_OFF, SOURCE);
        Rule drop = new Rule.Drop(SOME, null, null, SOURCE);

        assertThat(value(asked, PLAIN, forward, drop)).isEqualTo(asked);
        assertThat(value(asked, PLAIN.withReasoning(true), forward, drop)).isNull();
    }

    @Test
    void reject_refuses_the_request_only_when_the_parameter_is_asked() {
        Rule reject = new Rule.Reject(SOME, null, SOURCE);

        assertThat(value(null, PLAIN, reject)).isNull();
        assertThatThrownBy(() -> value(JsonValue.of(1), PLAIN, reject))
                .isInstanceOf(ParlanceException.UnsupportedRequest.class)
                .hasMessageContaining("temperature")
                .hasMessageContaining("hosts/test.json#rules/temperature");
    }

    @Test
    void clamp_moves_numbers_into_the_range_and_leaves_those_within() {
        BigDecimal low = new BigDecimal("-2.5");
        BigDecimal high = new BigDecimal("7");
        Rule clamp = new Rule.Clamp(SOME, low, high, null, SOURCE);
        for (int seed = 0; seed < CASES; seed++) {
            JsonNumber asked = new Generated(seed).number();

            JsonValue sent = value(asked, PLAIN, clamp);

            BigDecimal expected = asked.decimal().max(low).min(high);
            assertThat(sent).as("seed %d", seed).isInstanceOf(JsonNumber.class);
            assertThat(((JsonNumber) sent).decimal()).as("seed %d", seed).isEqualByComparingTo(expected);
            if (expected.compareTo(asked.decimal()) == 0) {
                assertThat(sent).as("digits stay").isSameAs(asked);
                assertThat(log.adjustments()).isEmpty();
            } else {
                assertThat(log.adjustments())
                        .singleElement()
                        .returns(Adjustment.Kind.CLAMPED, Adjustment::kind)
                        .returns(sent, Adjustment::sent);
            }
        }
    }

    @Test
    void an_open_end_does_not_clamp_and_what_is_no_number_passes() {
        JsonValue large = JsonValue.of(1_000_000);

        assertThat(value(large, PLAIN, new Rule.Clamp(SOME, BigDecimal.ONE, null, null, SOURCE)))
                .isEqualTo(large);
        assertThat(value(JsonValue.of("x"), PLAIN, new Rule.Clamp(SOME, BigDecimal.ONE, BigDecimal.TEN, null, SOURCE)))
                .isEqualTo(JsonValue.of("x"));
    }

    @Test
    void fix_sends_its_value_whatever_is_asked() {
        Rule fix = new Rule.Fix(SOME, JsonValue.of(1), null, SOURCE);
        for (int seed = 0; seed < CASES; seed++) {
            JsonValue asked = new Generated(seed).value(1);

            assertThat(value(asked, PLAIN, fix)).as("seed %d", seed).isEqualTo(JsonValue.of(1));

            assertThat(log.adjustments().stream().map(Adjustment::kind))
                    .as("seed %d", seed)
                    .isEqualTo(asked.equals(JsonValue.of(1)) ? List.of() : List.of(Adjustment.Kind.FIXED));
        }
        assertThat(value(null, PLAIN, fix)).isEqualTo(JsonValue.of(1));
        assertThat(log.adjustments()).singleElement().returns(Adjustment.Kind.ADDED, Adjustment::kind);
    }

    @Test
    void default_stands_in_for_nothing_and_for_nothing_else() {
        Rule standard = new Rule.Default(SOME, JsonValue.of(0.6), null, SOURCE);
        for (int seed = 0; seed < CASES; seed++) {
            JsonValue asked = new Generated(seed).value(1);

            assertThat(value(asked, PLAIN, standard)).as("seed %d", seed).isSameAs(asked);
            assertThat(log.adjustments()).isEmpty();
        }
        assertThat(value(null, PLAIN, standard)).isEqualTo(JsonValue.of(0.6));
        assertThat(log.adjustments()).singleElement().returns(Adjustment.Kind.ADDED, Adjustment::kind);
    }

    @Test
    void map_changes_listed_values_numbers_by_value_and_the_others_by_the_star() {
        Rule map = new Rule.Mapping(
                SOME,
                JsonValue.object("auto", JsonValue.of("default"), "1", JsonValue.of(1.5), "true", JsonValue.of("yes")),
                null,
                SOURCE);
        Rule star =
                new Rule.Mapping(SOME, JsonValue.object("a", JsonValue.of("b"), "*", JsonValue.of("z")), null, SOURCE);

        assertThat(value(JsonValue.of("auto"), PLAIN, map)).isEqualTo(JsonValue.of("default"));
        assertThat(log.adjustments()).singleElement().returns(Adjustment.Kind.MAPPED, Adjustment::kind);
        assertThat(value(JsonValue.of(1), PLAIN, map)).isEqualTo(JsonValue.of(1.5));
        assertThat(value(new JsonNumber("1.0"), PLAIN, map)).isEqualTo(JsonValue.of(1.5));
        assertThat(value(new JsonNumber("1e99999999"), PLAIN, map)).isEqualTo(new JsonNumber("1e99999999"));
        assertThat(value(JsonValue.of(true), PLAIN, map)).isEqualTo(JsonValue.of("yes"));
        assertThat(value(JsonValue.of("other"), PLAIN, map)).isEqualTo(JsonValue.of("other"));
        assertThat(log.adjustments()).isEmpty();
        assertThat(value(null, PLAIN, map)).isNull();
        assertThat(value(JsonValue.of("a"), PLAIN, star)).isEqualTo(JsonValue.of("b"));
        assertThat(value(JsonValue.of("c"), PLAIN, star)).isEqualTo(JsonValue.of("z"));
        assertThat(value(JsonValue.of("z"), PLAIN, star)).isEqualTo(JsonValue.of("z"));
        assertThat(log.adjustments()).isEmpty();
    }

    @Test
    void rename_gives_the_wire_name_and_no_adjustment() {
        AdjustmentLog silent = new AdjustmentLog(Policy.STRICT);
        RuleInterpreter rules = new RuleInterpreter(
                Profiles.of("test")
                        .rule(new Rule.Rename(SOME, "while_thinking", Condition.REASONING_ON, SOURCE))
                        .rule(new Rule.Rename(SOME, "heat", null, SOURCE))
                        .profile(),
                silent);

        assertThat(rules.wireName(SOME, PLAIN)).isEqualTo("heat");
        assertThat(rules.wireName(SOME, PLAIN.withReasoning(true))).isEqualTo("while_thinking");
        assertThat(rules.wireName(Parameter.TOP_P, PLAIN)).isNull();
        assertThat(rules.value(SOME, JsonValue.of(1), PLAIN)).isEqualTo(JsonValue.of(1));
        assertThat(silent.adjustments()).isEmpty();
    }

    @Test
    void a_rule_holds_only_while_its_condition_does() {
        for (Condition condition : Condition.values()) {
            Rule drop = new Rule.Drop(SOME, null, condition, SOURCE);
            for (int bits = 0; bits < 32; bits++) {
                Facts facts =
                        new Facts((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0);
                boolean holds = switch (condition) {
                    case REASONING_ON -> facts.reasoningOn();
                    case REASONING_OFF -> !facts.reasoningOn();
                    case REASONING_WITH_TOOLS -> facts.reasoningOn() && facts.toolsPresent();
                    case REASONING_TRANSLATED -> facts.reasoningOn() && facts.translated();
                    case REASONING_PRESENT -> facts.reasoningPresent();
                    case TOOLS_PRESENT -> facts.toolsPresent();
                    case TOOLS_ABSENT -> !facts.toolsPresent();
                    case STREAMING -> facts.streaming();
                };

                assertThat(value(JsonValue.of(1), facts, drop) == null)
                        .as("%s with %s", condition, facts)
                        .isEqualTo(holds);
            }
            assertThat(Condition.ofLabel(condition.label())).isEqualTo(condition);
        }
        assertThat(Condition.ofLabel("on-mondays")).isNull();
    }

    @Test
    void strict_mode_refuses_before_anything_is_sent_and_names_the_rule() {
        RuleInterpreter strict = new RuleInterpreter(
                Profiles.of("test")
                        .rule(new Rule.Drop(SOME, null, null, SOURCE))
                        .profile(),
                new AdjustmentLog(Policy.STRICT));

        assertThatThrownBy(() -> strict.value(SOME, JsonValue.of(0.2), PLAIN))
                .isInstanceOf(ParlanceException.UnsupportedRequest.class)
                .hasMessageContaining("temperature would be dropped")
                .hasMessageContaining("hosts/test.json#rules/temperature");
    }
}

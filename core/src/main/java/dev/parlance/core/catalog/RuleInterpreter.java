package dev.parlance.core.catalog;

import dev.parlance.core.chat.Parameter;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one interpreter of rules: applies a parameter's rules to what was asked. Reports every difference to the log. */
final class RuleInterpreter {
    private final Profile profile;
    private final AdjustmentLog log;

    RuleInterpreter(Profile profile, AdjustmentLog log) {
        this.profile = profile;
        this.log = log;
    }

    /**
     * The value to send, or null for none.
     *
     * @param asked what was asked, or null for nothing
     */
    @Nullable
    JsonValue value(Parameter parameter, @Nullable JsonValue asked, Facts facts) {
        List<Rule> rules = profile.rulesFor(parameter);
        if (rules.isEmpty()) {
            return asked;
        }
        boolean forwards = log.policy().forwards();
        if (asked != null && !forwards && !passes(parameter, asked, rules, facts)) {
            return null;
        }
        JsonValue value = asked;
        for (int index = 0; index < rules.size(); index++) {
            Rule rule = rules.get(index);
            boolean counts = rule.slot() == Rule.Slot.VALUE && (!forwards || rule instanceof Rule.Default);
            if (counts && facts.hold(rule.when())) {
                value = changed(rule, value);
            }
        }
        return value;
    }

    /** The wire name the profile demands, or null for the dialect's own. */
    @Nullable
    String wireName(Parameter parameter, Facts facts) {
        for (Rule rule : profile.rulesFor(parameter)) {
            if (rule instanceof Rule.Rename rename && facts.hold(rename.when())) {
                return rename.to();
            }
        }
        return null;
    }

    private boolean passes(Parameter parameter, JsonValue asked, List<Rule> rules, Facts facts) {
        for (Rule rule : rules) {
            if (rule.slot() != Rule.Slot.GATE || !facts.hold(rule.when())) {
                continue;
            }
            if (rule instanceof Rule.Drop drop) {
                if (!asked.equals(drop.pinned())) {
                    log.add(Adjustment.of(parameter.label(), Adjustment.Kind.DROPPED, asked, null, drop.source()));
                }
                return false;
            }
            if (rule instanceof Rule.Reject reject) {
                String reason = reject.source().reason();
                throw AdjustmentLog.refused(
                        parameter.label(),
                        profile.host() + " does not take " + parameter.label() + " for " + profile.model()
                                + (reason == null ? "" : ": " + reason),
                        "Leave it out of the request. Rule: " + reject.source().rule());
            }
            return true;
        }
        return true;
    }

    private @Nullable JsonValue changed(Rule rule, @Nullable JsonValue value) {
        return switch (rule) {
            case Rule.Mapping mapping -> value == null ? null : mapped(mapping, value);
            case Rule.Clamp clamp -> value instanceof JsonValue.JsonNumber number ? clamped(clamp, number) : value;
            case Rule.Fix fix ->
                report(value == null ? Adjustment.Kind.ADDED : Adjustment.Kind.FIXED, fix, value, fix.to());
            case Rule.Default standard ->
                value == null ? report(Adjustment.Kind.ADDED, standard, null, standard.to()) : value;
            case Rule.Forward forward -> value;
            case Rule.Drop drop -> value;
            case Rule.Reject reject -> value;
            case Rule.Rename rename -> value;
        };
    }

    private JsonValue mapped(Rule.Mapping mapping, JsonValue value) {
        JsonValue to = listed(mapping.values(), value);
        to = to == null ? mapping.values().get("*") : to;
        return to == null ? value : report(Adjustment.Kind.MAPPED, mapping, value, to);
    }

    private static @Nullable JsonValue listed(JsonValue.JsonObject values, JsonValue asked) {
        String key = asked instanceof JsonValue.JsonString(String text) ? text : Json.text(asked);
        JsonValue to = values.get(key);
        if (to == null && asked instanceof JsonValue.JsonNumber number) {
            for (Map.Entry<String, JsonValue> entry : values.members().entrySet()) {
                if (isNumber(entry.getKey(), number)) {
                    return entry.getValue();
                }
            }
        }
        return to;
    }

    private static boolean isNumber(String key, JsonValue.JsonNumber number) {
        try {
            return number.decimal().compareTo(new BigDecimal(key)) == 0;
        } catch (NumberFormatException word) {
            return false;
        }
    }

    private JsonValue clamped(Rule.Clamp clamp, JsonValue.JsonNumber number) {
        BigDecimal min = clamp.min();
        BigDecimal max = clamp.max();
        BigDecimal value = number.decimal();
        BigDecimal inRange = min != null && value.compareTo(min) < 0 ? min : value;
        inRange = max != null && inRange.compareTo(max) > 0 ? max : inRange;
        return report(
                Adjustment.Kind.CLAMPED,
                clamp,
                number,
                inRange.compareTo(value) == 0 ? number : new JsonValue.JsonNumber(inRange.toPlainString()));
    }

    private JsonValue report(Adjustment.Kind kind, Rule rule, @Nullable JsonValue asked, JsonValue sent) {
        if (!sent.equals(asked)) {
            log.add(Adjustment.of(rule.parameter().label(), kind, asked, sent, rule.source()));
        }
        return sent;
    }
}

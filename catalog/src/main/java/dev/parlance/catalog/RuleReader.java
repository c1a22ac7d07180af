package dev.parlance.catalog;

import dev.parlance.core.catalog.Condition;
import dev.parlance.core.catalog.Rule;
import dev.parlance.core.catalog.Source;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.wire.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rules about one parameter. */
final class RuleReader {
    private static final List<String> VERBS =
            List.of("forward", "drop", "reject", "rename", "map", "clamp", "fix", "default");

    private final Parameter parameter;

    private RuleReader(Parameter parameter) {
        this.parameter = parameter;
    }

    /** The rules that a member of {@code rules} holds: one, or an array of several. */
    static List<Rule> read(String label, CatalogNode node) {
        Parameter parameter = Parameter.ofLabel(label);
        if (parameter == null) {
            throw node.wrong(CatalogNode.unknown(
                    "parameter",
                    label,
                    Arrays.stream(Parameter.values()).map(Parameter::label).toList()));
        }
        RuleReader reader = new RuleReader(parameter);
        List<Rule> rules = new ArrayList<>();
        for (CatalogNode one : node.oneOrMany()) {
            Rule rule = reader.rule(one);
            for (Rule before : rules) {
                if (rule.slot() != Rule.Slot.VALUE && before.slot() == rule.slot() && before.when() == null) {
                    throw one.wrong("this rule can never act, for the one before it always does");
                }
            }
            rules.add(rule);
        }
        if (rules.isEmpty()) {
            throw node.wrong("there is no rule here");
        }
        return rules;
    }

    private Rule rule(CatalogNode node) {
        Map<String, CatalogNode> members = node.entries();
        CatalogNode verb = members.get("do");
        if (verb == null) {
            throw node.wrong("a rule needs \"do\", one of " + String.join(", ", VERBS));
        }
        Condition when = condition(members.get("when"));
        Source source = node.source();
        return switch (verb.text()) {
            case "forward" -> {
                allow(node);
                yield new Rule.Forward(parameter, when, source);
            }
            case "drop" -> {
                allow(node, "pinned");
                yield new Rule.Drop(parameter, optionalValue(members.get("pinned")), when, source);
            }
            case "reject" -> {
                allow(node);
                yield new Rule.Reject(parameter, when, source);
            }
            case "rename" -> {
                allow(node, "to");
                yield new Rule.Rename(
                        plainOnly(node), needed(node, members, "to").text(), when, source);
            }
            case "map" -> {
                allow(node, "values");
                yield new Rule.Mapping(parameter, mapping(needed(node, members, "values")), when, source);
            }
            case "clamp" -> {
                allow(node, "min", "max");
                yield clamp(node, members, when, source);
            }
            case "fix" -> {
                allow(node, "to");
                yield new Rule.Fix(parameter, value(needed(node, members, "to")), when, source);
            }
            case "default" -> {
                allow(node, "to");
                yield new Rule.Default(parameter, value(needed(node, members, "to")), when, source);
            }
            default -> throw verb.wrong(CatalogNode.unknown("verb", verb.text(), VERBS));
        };
    }

    private static void allow(CatalogNode node, String... own) {
        List<String> allowed = new ArrayList<>(List.of("do", "when", "reason", "evidence"));
        allowed.addAll(List.of(own));
        node.members(allowed.toArray(String[]::new));
    }

    private static CatalogNode needed(CatalogNode node, Map<String, CatalogNode> members, String name) {
        CatalogNode member = members.get(name);
        if (member == null) {
            throw node.wrong("this rule needs \"" + name + "\"");
        }
        return member;
    }

    private static @Nullable Condition condition(@Nullable CatalogNode node) {
        if (node == null) {
            return null;
        }
        Condition condition = Condition.ofLabel(node.text());
        if (condition == null) {
            throw node.wrong(CatalogNode.unknown(
                    "condition",
                    node.text(),
                    Arrays.stream(Condition.values()).map(Condition::label).toList()));
        }
        return condition;
    }

    private Parameter plainOnly(CatalogNode node) {
        if (parameter.type() == Parameter.Type.STRUCTURED) {
            throw node.wrong(parameter.label() + " has no single wire name and cannot be renamed");
        }
        return parameter;
    }

    private Rule clamp(CatalogNode node, Map<String, CatalogNode> members, @Nullable Condition when, Source source) {
        if (parameter.type() != Parameter.Type.NUMBER && parameter.type() != Parameter.Type.INTEGER) {
            throw node.wrong(parameter.label() + " is no number and cannot be clamped");
        }
        BigDecimal min = bound(members.get("min"));
        BigDecimal max = bound(members.get("max"));
        if (min == null && max == null || min != null && max != null && min.compareTo(max) > 0) {
            throw node.wrong("a clamp needs \"min\", \"max\" or both, in that order");
        }
        return new Rule.Clamp(parameter, min, max, when, source);
    }

    private static @Nullable BigDecimal bound(@Nullable CatalogNode node) {
        return node == null ? null : node.number().decimal();
    }

    private JsonValue.JsonObject mapping(CatalogNode node) {
        if (!(node.value() instanceof JsonValue.JsonObject values)
                || values.members().isEmpty()) {
            throw node.wrong("this must be an object of new values by asked value");
        }
        for (CatalogNode one : node.entries().values()) {
            value(one);
        }
        return values;
    }

    private @Nullable JsonValue optionalValue(@Nullable CatalogNode node) {
        return node == null ? null : value(node);
    }

    /** A value the parameter can have; for the structured ones the word that stands for it. */
    private JsonValue value(CatalogNode node) {
        if (parameter.type() == Parameter.Type.STRUCTURED) {
            return JsonValue.of(node.text());
        }
        if (!parameter.type().accepts(node.value())) {
            throw node.wrong(parameter.label() + " must be " + parameter.type().description());
        }
        return node.value();
    }
}

package dev.parlance.cli.json;

import dev.parlance.core.catalog.ErrorRule;
import dev.parlance.core.catalog.OutputBudget;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.Rule;
import dev.parlance.core.catalog.Source;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a profile is written: a row for each rule on a parameter, then a row for each setting, transform, check and error rule. Every row
 * names the catalog file that had the last word ({@code origin}) and the place in it.
 */
public final class ProfileShape {
    private final Profile profile;
    private final List<JsonValue> rows = new ArrayList<>();

    private ProfileShape(Profile profile) {
        this.profile = profile;
    }

    /** All rows of the profile. */
    public static JsonArray of(Profile profile) {
        return new ProfileShape(profile).rows();
    }

    private JsonArray rows() {
        profile.rules().values().stream().flatMap(List::stream).forEach(this::rule);
        set("dialect", "dialect", JsonValue.of(profile.dialect()));
        set("path", "path", JsonValue.of(profile.path()));
        reasoning(profile.reasoning());
        setNumber("window", profile.facts().window());
        setNumber("max-output", profile.facts().maxOutput());
        if (!profile.facts().modalities().isEmpty()) {
            set(
                    "input",
                    "input",
                    JsonValue.strings(new TreeSet<>(profile.facts().modalities())));
        }
        set("unknown-members", "unknown-members", JsonValue.of(profile.wide() ? "forward" : "drop"));
        set("stream-end", "stream-end", JsonValue.of(profile.doneRequired() ? "done" : "finish"));
        set(
                "empty-content",
                "empty-content",
                JsonValue.of(profile.emptyContent().label()));
        budget(profile.budget());
        Pattern names = profile.toolNames();
        set("tool-names", "tool-names", names == null ? null : JsonValue.of(names.pattern()));
        profile.transforms()
                .forEach(transform -> row("transform", "apply", transform.label(), "transforms/" + transform.label()));
        profile.checks().forEach(check -> row("check", "apply", check.label(), "checks/" + check.label()));
        profile.errors().forEach(this::error);
        return new JsonArray(rows);
    }

    private void rule(Rule rule) {
        ObjectShape row =
                new ObjectShape().put("rule", rule.parameter().label()).put("do", rule.verb());
        switch (rule) {
            case Rule.Forward forward -> {}
            case Rule.Reject reject -> {}
            case Rule.Drop drop -> row.put("pinned", drop.pinned());
            case Rule.Rename rename -> row.put("to", rename.to());
            case Rule.Mapping mapping -> row.put("values", mapping.values());
            case Rule.Clamp clamp -> row.put("min", number(clamp.min())).put("max", number(clamp.max()));
            case Rule.Fix fix -> row.put("to", fix.to());
            case Rule.Default standard -> row.put("to", standard.to());
        }
        row.put("when", rule.when() == null ? null : rule.when().label());
        add(row, rule.source());
    }

    private void reasoning(ReasoningFacts facts) {
        setReasoning("thinks", JsonValue.of(facts.thinks().label()));
        setReasoning("spelling", JsonValue.of(facts.spelling().label()));
        setReasoning("levels", facts.levels() == null ? null : JsonValue.strings(facts.levels()));
        if (!facts.levelNames().isEmpty()) {
            Map<String, JsonValue> names = new LinkedHashMap<>();
            new TreeMap<>(facts.levelNames()).forEach((asked, sent) -> names.put(asked, JsonValue.of(sent)));
            setReasoning("level-names", new JsonValue.JsonObject(names));
        }
        setReasoning("field", facts.field() == null ? null : JsonValue.of(facts.field()));
        setReasoning("replay", JsonValue.of(facts.replay().label()));
        setReasoning("when-missing", facts.whenMissing() == null ? null : JsonValue.of(facts.whenMissing()));
        setReasoning("keep", JsonValue.of(facts.keep().label()));
        setReasoning("forced-choice", JsonValue.of(facts.forcedChoice().label()));
    }

    private void budget(@Nullable OutputBudget budget) {
        if (budget != null) {
            set(
                    "output-budget",
                    "output-budget",
                    JsonValue.object(
                            "margin", JsonValue.of(budget.margin()),
                            "floor", JsonValue.of(budget.floor()),
                            "fill", JsonValue.of(budget.fill())));
        }
    }

    private void error(ErrorRule error) {
        ObjectShape row = new ObjectShape()
                .put("rule", "error")
                .put("do", "classify")
                .put("status", error.status() == null ? null : JsonValue.of(error.status()))
                .put("code", error.code())
                .put("message", error.message() == null ? null : error.message().pattern())
                .put("to", error.is().label());
        add(row, error.source());
    }

    private void setReasoning(String name, @Nullable JsonValue value) {
        set("reasoning." + name, "reasoning/" + name, value);
    }

    private void setNumber(String name, @Nullable Long value) {
        set(name, name, value == null ? null : JsonValue.of(value));
    }

    private void set(String name, String setting, @Nullable JsonValue value) {
        if (value != null) {
            add(new ObjectShape().put("rule", name).put("do", "set").put("to", value), profile.source(setting));
        }
    }

    private void row(String name, String verb, String to, String setting) {
        add(new ObjectShape().put("rule", name).put("do", verb).put("to", to), profile.source(setting));
    }

    private void add(ObjectShape row, Source source) {
        rows.add(row.put("origin", source.file())
                .put("place", source.pointer())
                .put("reason", source.reason())
                .put("evidence", source.evidence())
                .object());
    }

    private static @Nullable JsonNumber number(@Nullable BigDecimal bound) {
        return bound == null ? null : new JsonNumber(bound.toPlainString());
    }
}

package dev.parlance.catalog;

import dev.parlance.core.catalog.ErrorRule;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.Rule;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Profiles as text for people: models with one and the same profile stand together. */
final class ProfileText {
    private ProfileText() {}

    static String ofAll(Catalog catalog) {
        StringBuilder out = new StringBuilder();
        for (String host : catalog.hosts()) {
            out.append("######## ").append(host).append("\n\n");
            List<String> ids = new ArrayList<>();
            catalog.models(host).forEach(model -> ids.add(model.id()));
            ids.add("a-model-that-nobody-knows");
            out.append("errors\n");
            List<ErrorRule> errors = catalog.resolve(host, ids.getLast()).errors();
            errors.forEach(error -> out.append("  ").append(error(error)).append('\n'));
            out.append('\n');
            Map<String, List<String>> idsByText = new LinkedHashMap<>();
            for (String id : ids) {
                Profile profile = catalog.resolve(host, id);
                String text = of(profile)
                        + (profile.errors().equals(errors) ? "" : "errors of its own: " + profile.errors() + "\n");
                idsByText.computeIfAbsent(text, none -> new ArrayList<>()).add(id);
            }
            idsByText.forEach((text, same) -> out.append("==== ")
                    .append(String.join(", ", same))
                    .append('\n')
                    .append(text)
                    .append('\n'));
        }
        return out.toString();
    }

    private static String of(Profile profile) {
        StringBuilder out = new StringBuilder();
        for (Parameter parameter : Parameter.values()) {
            for (Rule rule : profile.rulesFor(parameter)) {
                line(out, "rule " + parameter.label(), rule(rule), rule.source().rule());
            }
        }
        ReasoningFacts reasoning = profile.reasoning();
        setting(out, profile, "reasoning/thinks", reasoning.thinks().label());
        setting(out, profile, "reasoning/spelling", reasoning.spelling().label());
        setting(out, profile, "reasoning/levels", reasoning.levels());
        setting(out, profile, "reasoning/level-names", sorted(reasoning.levelNames()));
        setting(out, profile, "reasoning/field", reasoning.field());
        setting(out, profile, "reasoning/replay", reasoning.replay().label());
        setting(out, profile, "reasoning/when-missing", quoted(reasoning.whenMissing()));
        stated(out, profile, "reasoning/off-level", reasoning.offLevel());
        stated(out, profile, "reasoning/off-word", reasoning.offWord());
        setting(out, profile, "reasoning/keep", reasoning.keep().label());
        setting(
                out,
                profile,
                "reasoning/forced-choice",
                reasoning.forcedChoice().label());
        profile.transforms().forEach(one -> setting(out, profile, "transforms/" + one.label(), "yes"));
        profile.checks().forEach(one -> setting(out, profile, "checks/" + one.label(), "yes"));
        setting(out, profile, "dialect", profile.dialect());
        setting(out, profile, "path", profile.path());
        setting(out, profile, "unknown-members", profile.wide() ? "forward" : "drop");
        setting(out, profile, "stream-end", profile.doneRequired() ? "done" : "finish");
        setting(out, profile, "empty-content", profile.emptyContent().label());
        setting(out, profile, "output-budget", profile.budget());
        setting(out, profile, "tool-names", profile.toolNames());
        setting(out, profile, "window", profile.facts().window());
        setting(out, profile, "max-output", profile.facts().maxOutput());
        setting(out, profile, "input", new TreeSet<>(profile.facts().modalities()));
        return out.toString();
    }

    private static void stated(StringBuilder out, Profile profile, String name, @Nullable Object value) {
        if (value != null) {
            setting(out, profile, name, value);
        }
    }

    private static void setting(StringBuilder out, Profile profile, String name, @Nullable Object value) {
        line(
                out,
                name,
                value == null ? "-" : value.toString(),
                profile.source(name).rule());
    }

    private static void line(StringBuilder out, String name, String value, String origin) {
        out.append("%-40s %-36s %s\n".formatted(name, value, origin));
    }

    private static String rule(Rule rule) {
        String what = switch (rule) {
            case Rule.Forward forward -> "";
            case Rule.Drop drop -> drop.pinned() == null ? "" : " pinned " + Json.text(drop.pinned());
            case Rule.Reject reject -> "";
            case Rule.Rename rename -> " to " + rename.to();
            case Rule.Mapping mapping -> " " + Json.text(mapping.values());
            case Rule.Clamp clamp -> " " + bound(clamp.min()) + ".." + bound(clamp.max());
            case Rule.Fix fix -> " to " + Json.text(fix.to());
            case Rule.Default standard -> " to " + Json.text(standard.to());
        };
        return rule.verb()
                + what
                + (rule.when() == null ? "" : " when " + rule.when().label());
    }

    private static String bound(@Nullable Object bound) {
        return bound == null ? "" : bound.toString();
    }

    private static String error(ErrorRule error) {
        return "%-20s %s%s%s  %s"
                .formatted(
                        error.is().label(),
                        error.status() == null ? "any" : error.status().toString(),
                        error.code() == null ? "" : " " + error.code(),
                        error.message() == null ? "" : " /" + error.message().pattern() + "/",
                        error.source().rule());
    }

    private static @Nullable String quoted(@Nullable String text) {
        return text == null ? null : "\"" + text + "\"";
    }

    private static Map<String, String> sorted(Map<String, String> names) {
        return new TreeMap<>(names);
    }
}

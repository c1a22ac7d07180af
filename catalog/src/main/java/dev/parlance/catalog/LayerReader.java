package dev.parlance.catalog;

import dev.parlance.core.catalog.Condition;
import dev.parlance.core.catalog.DialectSwitch;
import dev.parlance.core.catalog.ErrorRule;
import dev.parlance.core.catalog.OutputBudget;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Rule;
import dev.parlance.core.catalog.Source;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.transform.FinalCheck;
import dev.parlance.core.transform.Transform;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the members of a layer; whoever calls it says which other members the object may have. */
final class LayerReader {
    /** The members every layer may have, wherever it stands. */
    static final Set<String> MEMBERS = Set.of(
            "rules",
            "reasoning",
            "transforms",
            "checks",
            "errors",
            "dialect",
            "offers",
            "translated",
            "dialects",
            "dialect-switch",
            "headers",
            "key-header",
            "body",
            "path",
            "unknown-members",
            "stream-end",
            "stream-usage",
            "choices",
            "deltas",
            "media-headers",
            "tool-result-headers",
            "empty-content",
            "output-budget",
            "tool-names",
            "window",
            "max-output",
            "input");

    private static final Set<String> MODALITIES = Set.of("text", "image", "video", "audio", "file");

    private final Layer layer = new Layer();

    private LayerReader() {}

    /** Reads a layer. Members outside {@link #MEMBERS} are skipped when {@code others} names them, and are errors else. */
    static Layer read(CatalogNode node, Set<String> others) {
        LayerReader reader = new LayerReader();
        for (Map.Entry<String, CatalogNode> member : node.entries().entrySet()) {
            if (MEMBERS.contains(member.getKey())) {
                reader.member(member.getKey(), member.getValue());
            } else if (!others.contains(member.getKey())) {
                Set<String> known = new TreeSet<>(MEMBERS);
                known.addAll(others);
                throw member.getValue().wrong(CatalogNode.unknown("member", member.getKey(), known));
            }
        }
        return reader.layer;
    }

    private void member(String name, CatalogNode node) {
        switch (name) {
            case "rules" -> {
                for (Map.Entry<String, CatalogNode> entry : node.entries().entrySet()) {
                    List<Rule> rules = RuleReader.read(entry.getKey(), entry.getValue());
                    layer.rules(rules.getFirst().parameter(), rules);
                }
            }
            case "reasoning" -> ReasoningReader.read(node, layer);
            case "dialects" -> {
                for (Map.Entry<String, CatalogNode> entry : node.entries().entrySet()) {
                    layer.dialects.put(entry.getKey(), read(entry.getValue(), Set.of()));
                }
            }
            case "body" -> {
                for (Map.Entry<String, CatalogNode> entry : node.entries().entrySet()) {
                    CatalogNode stated = entry.getValue();
                    layer.body = layer.body.with(
                            entry.getKey(), RawJson.of(stated.plain().value()));
                    layer.say("body/" + entry.getKey(), stated.source());
                }
                layer.say("body", node.source());
            }
            case "dialect-switch" -> {
                layer.dialectSwitch = node.isNull() ? null : dialectSwitch(node);
                layer.say(name, node.source());
            }
            case "transforms" -> labels(name, node, layer.transforms, Transform.values());
            case "checks" -> labels(name, node, layer.checks, FinalCheck.values());
            case "errors" -> {
                for (CatalogNode error : node.elements()) {
                    layer.errors.add(error(error));
                }
            }
            default -> {
                setting(name, node.plain());
                layer.say(name, node.source());
            }
        }
    }

    private void setting(String name, CatalogNode node) {
        switch (name) {
            case "dialect" -> layer.dialect = node.text();
            case "offers" -> layer.offers = node.texts();
            case "translated" -> layer.translated = node.isNull() ? null : node.text();
            case "key-header" -> layer.keyHeader = node.isNull() ? null : node.text();
            case "headers" -> layer.headers = headers(node);
            case "path" -> layer.path = node.text();
            case "unknown-members" -> layer.wide = oneOf(node, "forward", "drop");
            case "deltas" -> layer.cumulativeDeltas = oneOf(node, "maybe-cumulative", "increments");
            case "media-headers" -> layer.mediaHeaders = headers(node);
            case "tool-result-headers" -> layer.toolResultHeaders = headers(node);
            case "choices" -> layer.mergedChoices = oneOf(node, "merged", "one");
            case "stream-usage" -> layer.usageUnasked = oneOf(node, "always", "asked");
            case "stream-end" -> layer.doneRequired = oneOf(node, "done", "finish");
            case "empty-content" -> layer.emptyContent = node.label(Profile.EmptyContent.class);
            case "output-budget" -> layer.budget = node.isNull() ? null : budget(node);
            case "tool-names" -> layer.toolNames = node.isNull() ? null : pattern(node, 0);
            case "window" -> layer.window = node.isNull() ? null : (Long) node.wholeNumber();
            case "max-output" -> layer.maxOutput = node.isNull() ? null : (Long) node.wholeNumber();
            case "input" -> layer.input = modalities(node);
            default -> throw new IllegalStateException(name);
        }
    }

    private static Map<String, String> headers(CatalogNode node) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, CatalogNode> header : node.entries().entrySet()) {
            headers.put(header.getKey(), header.getValue().text());
        }
        return Collections.unmodifiableMap(headers);
    }

    private static DialectSwitch dialectSwitch(CatalogNode node) {
        Map<String, CatalogNode> members = node.members("to", "when", "reason", "evidence");
        CatalogNode to = members.get("to");
        CatalogNode when = members.get("when");
        if (to == null) {
            throw node.wrong("a dialect switch needs \"to\"");
        }
        Condition condition = when == null ? null : Condition.ofLabel(when.text());
        if (when != null && condition == null) {
            throw when.wrong(CatalogNode.unknown(
                    "condition",
                    when.text(),
                    Arrays.stream(Condition.values()).map(Condition::label).toList()));
        }
        return new DialectSwitch(to.text(), condition, node.source());
    }

    /** Whether it is the first of two words. */
    private static boolean oneOf(CatalogNode node, String first, String second) {
        String word = node.text();
        if (!word.equals(first) && !word.equals(second)) {
            throw node.wrong(CatalogNode.unknown("word", word, List.of(first, second)));
        }
        return word.equals(first);
    }

    private static OutputBudget budget(CatalogNode node) {
        Map<String, CatalogNode> members = node.members("margin", "floor", "fill");
        CatalogNode margin = members.get("margin");
        CatalogNode floor = members.get("floor");
        CatalogNode fill = members.get("fill");
        if (margin == null || floor == null || fill == null) {
            throw node.wrong("an output budget needs margin, floor and fill");
        }
        return new OutputBudget(margin.wholeNumber(), floor.wholeNumber(), fill.truth());
    }

    private static Set<String> modalities(CatalogNode node) {
        for (CatalogNode one : node.elements()) {
            if (!MODALITIES.contains(one.text())) {
                throw one.wrong(CatalogNode.unknown("kind of input", one.text(), new TreeSet<>(MODALITIES)));
            }
        }
        return Set.copyOf(node.texts());
    }

    private static Pattern pattern(CatalogNode node, int flags) {
        try {
            return Pattern.compile(node.text(), flags);
        } catch (PatternSyntaxException fault) {
            throw node.wrong("this is no regular expression: " + fault.getDescription());
        }
    }

    private static ErrorRule error(CatalogNode node) {
        Map<String, CatalogNode> members = node.members("status", "code", "message", "is", "reason", "evidence");
        CatalogNode status = members.get("status");
        CatalogNode code = members.get("code");
        CatalogNode message = members.get("message");
        CatalogNode is = members.get("is");
        if (is == null || status == null && code == null && message == null) {
            throw node.wrong("an error rule needs \"is\", and status, code or message to know the error by");
        }
        return new ErrorRule(
                status == null ? null : (Integer) Math.toIntExact(status.wholeNumber()),
                code == null ? null : code.text(),
                message == null ? null : pattern(message, Pattern.CASE_INSENSITIVE),
                kind(is),
                node.source());
    }

    private static ErrorKind kind(CatalogNode node) {
        ErrorKind kind = ErrorKind.ofLabel(node.text());
        if (kind == null) {
            List<String> known = new ArrayList<>();
            for (ErrorKind one : ErrorKind.values()) {
                known.add(one.label());
            }
            throw node.wrong(CatalogNode.unknown("kind of error", node.text(), known));
        }
        return kind;
    }

    /** A list of named transforms or checks: an array takes the place of earlier ones, {@code add} and {@code remove} change them. */
    private <T> void labels(String name, CatalogNode node, LabelList<T> list, T[] all) {
        if (node.isArray()) {
            list.replace();
            add(name, node, list, all);
            return;
        }
        Map<String, CatalogNode> members = node.members("add", "remove", "reason", "evidence");
        CatalogNode removed = members.get("remove");
        if (removed != null) {
            for (CatalogNode one : removed.elements()) {
                list.remove(constant(name, one, all));
            }
        }
        CatalogNode added = members.get("add");
        if (added != null) {
            add(name, added, list, all);
        }
    }

    private <T> void add(String name, CatalogNode array, LabelList<T> list, T[] all) {
        for (CatalogNode stated : array.elements()) {
            CatalogNode one = stated.plain();
            list.add(constant(name, one, all));
            layer.say(name + "/" + one.text(), atLabel(stated.source(), one.text()));
        }
    }

    /** The place by the label instead of its number in the list. */
    private static Source atLabel(Source source, String label) {
        String pointer = source.pointer();
        return new Source(
                source.file(),
                pointer.substring(0, pointer.lastIndexOf('/') + 1) + label,
                source.reason(),
                source.evidence());
    }

    private static <T> T constant(String name, CatalogNode node, T[] all) {
        List<String> known = new ArrayList<>();
        for (T one : all) {
            String label = label(one);
            if (label.equals(node.text())) {
                return one;
            }
            known.add(label);
        }
        throw node.wrong(CatalogNode.unknown(name.substring(0, name.length() - 1), node.text(), known));
    }

    private static String label(Object one) {
        return one instanceof Transform transform ? transform.label() : ((FinalCheck) one).label();
    }
}

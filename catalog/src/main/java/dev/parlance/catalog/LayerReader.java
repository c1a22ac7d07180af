package dev.parlance.catalog;

import dev.parlance.core.catalog.ErrorRule;
import dev.parlance.core.catalog.OutputBudget;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Rule;
import dev.parlance.core.catalog.Source;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.transform.FinalCheck;
import dev.parlance.core.transform.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

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
            "path",
            "unknown-members",
            "stream-end",
            "empty-content",
            "output-budget",
            "tool-names",
            "window",
            "max-output",
            "input");

    private static final Set<String> MODALITIES = Set.of("text", "image", "video", "audio", "file");

    private final List<Layer.Edit> edits = new ArrayList<>();

    private LayerReader() {}

    /** Reads a layer. Members outside {@link #MEMBERS} are skipped when {@code others} names them, and are errors else. */
    static Layer read(CatalogNode node, Set<String> others) {
        LayerReader reader = new LayerReader();
        node.entries().forEach((name, member) -> {
            if (MEMBERS.contains(name)) {
                reader.member(name, member);
            } else if (!others.contains(name)) {
                Set<String> known = new TreeSet<>(MEMBERS);
                known.addAll(others);
                throw member.wrong(CatalogNode.unknown("member", name, known));
            }
        });
        return reader.edits.isEmpty() ? Layer.EMPTY : new Layer(reader.edits);
    }

    private void member(String name, CatalogNode node) {
        switch (name) {
            case "rules" -> node.entries().forEach((label, rule) -> {
                List<Rule> rules = RuleReader.read(label, rule);
                edits.add(draft -> draft.rules(rules.getFirst().parameter(), rules));
            });
            case "reasoning" -> ReasoningReader.read(node, edits::add);
            case "transforms" -> labels(
                    node, "transform", Transform::ofLabel, Transform::label, Transform.values(), draft -> draft.transforms);
            case "checks" -> labels(
                    node, "check", FinalCheck::ofLabel, FinalCheck::label, FinalCheck.values(), draft -> draft.checks);
            case "errors" -> {
                List<ErrorRule> errors =
                        node.elements().stream().map(LayerReader::error).toList();
                edits.add(draft -> draft.errors(errors));
            }
            default -> setting(name, node);
        }
    }

    private void setting(String name, CatalogNode stated) {
        Layer.Edit edit = settingEdit(name, stated.plain());
        Source source = stated.source();
        edits.add(draft -> {
            edit.apply(draft);
            draft.from(name, source);
        });
    }

    private static Layer.Edit settingEdit(String name, CatalogNode node) {
        switch (name) {
            case "dialect" -> {
                String dialect = node.text();
                return draft -> draft.dialect = dialect;
            }
            case "path" -> {
                String path = node.text();
                return draft -> draft.path = path;
            }
            case "unknown-members" -> {
                boolean wide = oneOf(node, "forward", "drop").equals("forward");
                return draft -> draft.wide = wide;
            }
            case "stream-end" -> {
                boolean done = oneOf(node, "done", "finish").equals("done");
                return draft -> draft.doneRequired = done;
            }
            case "empty-content" -> {
                Profile.EmptyContent emptyContent = node.label(Profile.EmptyContent.class);
                return draft -> draft.emptyContent = emptyContent;
            }
            case "output-budget" -> {
                OutputBudget budget = node.isNull() ? null : budget(node);
                return draft -> draft.budget = budget;
            }
            case "tool-names" -> {
                Pattern pattern = node.isNull() ? null : pattern(node, 0);
                return draft -> draft.toolNames = pattern;
            }
            case "window" -> {
                Long window = node.isNull() ? null : (Long) node.wholeNumber();
                return draft -> draft.window = window;
            }
            case "max-output" -> {
                Long maxOutput = node.isNull() ? null : (Long) node.wholeNumber();
                return draft -> draft.maxOutput = maxOutput;
            }
            case "input" -> {
                Set<String> input = modalities(node);
                return draft -> draft.input = input;
            }
            default -> throw new IllegalStateException(name);
        }
    }

    private static String oneOf(CatalogNode node, String... words) {
        String word = node.text();
        if (!List.of(words).contains(word)) {
            throw node.wrong(CatalogNode.unknown("word", word, List.of(words)));
        }
        return word;
    }

    private static OutputBudget budget(CatalogNode node) {
        Map<String, CatalogNode> members = node.members("margin", "floor", "fill", "reason", "evidence");
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
        ErrorKind kind = ErrorKind.ofLabel(is.text());
        if (kind == null) {
            throw is.wrong(CatalogNode.unknown(
                    "kind of error",
                    is.text(),
                    Arrays.stream(ErrorKind.values()).map(ErrorKind::label).toList()));
        }
        return new ErrorRule(
                status == null ? null : (Integer) Math.toIntExact(status.wholeNumber()),
                code == null ? null : code.text(),
                message == null ? null : pattern(message, Pattern.CASE_INSENSITIVE),
                kind,
                node.source());
    }

    /** A list of named transforms or checks: an array takes the place of earlier ones, {@code add} and {@code remove} change them. */
    private <T> void labels(
            CatalogNode node,
            String kind,
            Function<String, @Nullable T> ofLabel,
            Function<T, String> labelOf,
            T[] all,
            Function<ProfileDraft, List<T>> target) {
        List<String> known = Arrays.stream(all).map(labelOf).toList();
        if (node.isArray()) {
            edits.add(draft -> target.apply(draft).clear());
            node.elements().forEach(one -> add(one, kind, ofLabel, known, target));
            return;
        }
        Map<String, CatalogNode> members = node.members("add", "remove", "reason", "evidence");
        CatalogNode removed = members.get("remove");
        if (removed != null) {
            for (CatalogNode one : removed.elements()) {
                T constant = constant(one, kind, ofLabel, known);
                edits.add(draft -> target.apply(draft).remove(constant));
            }
        }
        CatalogNode added = members.get("add");
        if (added != null) {
            added.elements().forEach(one -> add(one, kind, ofLabel, known, target));
        }
    }

    private <T> void add(
            CatalogNode stated,
            String kind,
            Function<String, @Nullable T> ofLabel,
            List<String> known,
            Function<ProfileDraft, List<T>> target) {
        CatalogNode one = stated.plain();
        T constant = constant(one, kind, ofLabel, known);
        Source place = stated.source();
        Source source = new Source(
                place.file(),
                place.pointer().substring(0, place.pointer().lastIndexOf('/') + 1) + one.text(),
                place.reason(),
                place.evidence());
        edits.add(draft -> {
            List<T> list = target.apply(draft);
            list.remove(constant);
            list.add(constant);
            draft.from(kind + "s/" + one.text(), source);
        });
    }

    private static <T> T constant(
            CatalogNode node, String kind, Function<String, @Nullable T> ofLabel, List<String> known) {
        T constant = ofLabel.apply(node.text());
        if (constant == null) {
            throw node.wrong(CatalogNode.unknown(kind, node.text(), known));
        }
        return constant;
    }
}

package dev.parlance.catalog;

import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.Source;
import dev.parlance.core.wire.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the {@code reasoning} member of a layer: independent switches, each merged by itself. */
final class ReasoningReader {
    private static final List<String> SWITCHES = List.of(
            "thinks",
            "spelling",
            "levels",
            "level-names",
            "field",
            "replay",
            "when-missing",
            "keep",
            "forced-choice");

    private ReasoningReader() {}

    static void read(CatalogNode reasoning, Consumer<Layer.Edit> edits) {
        reasoning.entries().forEach((name, stated) -> {
            Source source = stated.source();
            Layer.Edit edit = edit(name, stated);
            edits.accept(draft -> {
                edit.apply(draft);
                draft.from("reasoning/" + name, source);
            });
        });
    }

    private static Layer.Edit edit(String name, CatalogNode stated) {
        CatalogNode node = stated.plain();
        return switch (name) {
            case "thinks" -> {
                ReasoningFacts.Thinks thinks = node.label(ReasoningFacts.Thinks.class);
                yield draft -> draft.thinks = thinks;
            }
            case "spelling" -> {
                ReasoningFacts.Spelling spelling = node.label(ReasoningFacts.Spelling.class);
                yield draft -> draft.spelling = spelling;
            }
            case "levels" -> {
                List<String> levels = node.isNull() ? null : node.texts();
                yield draft -> draft.levels = levels;
            }
            case "level-names" -> {
                Map<String, String> names = levelNames(node);
                yield draft -> draft.levelNames = names;
            }
            case "field" -> {
                String field = node.isNull() ? null : node.text();
                yield draft -> draft.field = field;
            }
            case "replay" -> {
                ReasoningFacts.Replay replay = node.label(ReasoningFacts.Replay.class);
                yield draft -> draft.replay = replay;
            }
            case "when-missing" -> {
                String placeholder = placeholder(node);
                yield draft -> draft.whenMissing = placeholder;
            }
            case "keep" -> {
                ReasoningFacts.Keep keep = node.label(ReasoningFacts.Keep.class);
                yield draft -> draft.keep = keep;
            }
            case "forced-choice" -> {
                ReasoningFacts.ForcedChoice choice = node.label(ReasoningFacts.ForcedChoice.class);
                yield draft -> draft.forcedChoice = choice;
            }
            default -> throw stated.wrong(CatalogNode.unknown("member", name, SWITCHES));
        };
    }

    private static Map<String, String> levelNames(CatalogNode node) {
        Map<String, String> names = new LinkedHashMap<>();
        node.entries().forEach((word, level) -> names.put(word, level.text()));
        return names;
    }

    /** The empty text is a placeholder like any other; null is none. */
    private static @Nullable String placeholder(CatalogNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.value() instanceof JsonValue.JsonString(String text)) {
            return text;
        }
        throw node.wrong("this must be a text, or null for nothing");
    }
}

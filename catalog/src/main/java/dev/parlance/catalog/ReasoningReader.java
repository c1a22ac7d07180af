package dev.parlance.catalog;

import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.wire.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            "missing-in",
            "tags",
            "budget",
            "off-level",
            "off-word",
            "keep",
            "forced-choice");

    private ReasoningReader() {}

    static void read(CatalogNode reasoning, Layer layer) {
        for (Map.Entry<String, CatalogNode> member : reasoning.entries().entrySet()) {
            CatalogNode stated = member.getValue();
            read(member.getKey(), stated, stated.plain(), layer);
            layer.say("reasoning/" + member.getKey(), stated.source());
        }
    }

    private static void read(String name, CatalogNode stated, CatalogNode node, Layer layer) {
        switch (name) {
            case "thinks" -> layer.thinks = node.label(ReasoningFacts.Thinks.class);
            case "spelling" -> layer.spelling = node.label(ReasoningFacts.Spelling.class);
            case "levels" -> layer.levels = node.isNull() ? null : node.texts();
            case "level-names" -> layer.levelNames = levelNames(node);
            case "field" -> layer.field = node.isNull() ? null : node.text();
            case "replay" -> layer.replay = node.label(ReasoningFacts.Replay.class);
            case "when-missing" -> layer.whenMissing = placeholder(node);
            case "missing-in" -> layer.missingIn = node.label(ReasoningFacts.MissingIn.class);
            case "tags" -> layer.tags = node.isNull() ? null : node.text();
            case "budget" -> layer.thinkingBudget = node.isNull() ? null : budget(node);
            case "off-level" -> layer.offLevel = node.isNull() ? null : node.text();
            case "off-word" -> layer.offWord = node.isNull() ? null : node.text();
            case "keep" -> layer.keep = node.label(ReasoningFacts.Keep.class);
            case "forced-choice" -> layer.forcedChoice = node.label(ReasoningFacts.ForcedChoice.class);
            default -> throw stated.wrong(CatalogNode.unknown("member", name, SWITCHES));
        }
    }

    private static ReasoningFacts.Budget budget(CatalogNode node) {
        Map<String, CatalogNode> members = node.members("min", "max", "zero", "dynamic");
        CatalogNode min = members.get("min");
        CatalogNode max = members.get("max");
        CatalogNode zero = members.get("zero");
        CatalogNode dynamic = members.get("dynamic");
        if (min == null || max == null || zero == null || dynamic == null) {
            throw node.wrong("a thinking budget needs min, max, zero and dynamic");
        }
        return new ReasoningFacts.Budget(
                Math.toIntExact(min.wholeNumber()), Math.toIntExact(max.wholeNumber()), zero.truth(), dynamic.truth());
    }

    private static Map<String, String> levelNames(CatalogNode node) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Map.Entry<String, CatalogNode> entry : node.entries().entrySet()) {
            names.put(entry.getKey(), entry.getValue().text());
        }
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

package dev.parlance.catalog;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A small catalog written for one test. */
final class InventedCatalog {
    private final Map<String, String> files = new HashMap<>();

    InventedCatalog() {
        with("index.json", "{\"dialects\":[\"chat\"],\"models\":[\"all\"],\"hosts\":[\"here\"]}");
        defaults("");
        dialect("");
        models("");
        host("");
    }

    private InventedCatalog with(String name, String text) {
        files.put(name, text);
        return this;
    }

    /** Members of the defaults. */
    InventedCatalog defaults(String members) {
        return with("defaults.json", "{\"evidence\":\"e\"" + next(members) + "}");
    }

    /** Members of the dialect. */
    InventedCatalog dialect(String members) {
        return with("dialects/chat.json", "{\"evidence\":\"e\"" + next(members) + "}");
    }

    /** Entries of models. */
    InventedCatalog models(String entries) {
        return with("models/all.json", "{\"evidence\":\"e\",\"models\":{" + entries + "}}");
    }

    /** Members of the host. */
    InventedCatalog host(String members) {
        return with(
                "hosts/here.json",
                "{\"host\":\"here\",\"title\":\"Here\",\"dialect\":\"chat\",\"evidence\":\"e\","
                        + "\"endpoint\":{\"authentication\":\"none\"}" + next(members) + "}");
    }

    /** The whole text of one file. */
    InventedCatalog file(String name, String text) {
        return with(name, text);
    }

    Catalog open() {
        return new Catalog(name -> {
            String text = files.get(name);
            return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        });
    }

    private static String next(String members) {
        return members.isEmpty() ? "" : "," + members;
    }
}

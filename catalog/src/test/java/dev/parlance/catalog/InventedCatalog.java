package dev.parlance.catalog;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small catalog written for one test. */
final class InventedCatalog {
    private final Map<String, String> files = new HashMap<>();

    InventedCatalog() {
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
        files.computeIfAbsent("index.json", none -> index());
        return new Catalog(name -> {
            String text = files.get(name);
            return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        });
    }

    /** Of the files above; a file of models that cannot be read counts as one with the model {@code m}. */
    private String index() {
        JsonValue ids;
        try {
            JsonObject models = ((JsonObject) Json.parse(files.getOrDefault("models/all.json", ""))).object("models");
            ids = JsonValue.strings(
                    models == null ? List.of() : models.members().keySet());
        } catch (MalformedJson broken) {
            ids = JsonValue.strings(List.of("m"));
        }
        return "{\"dialects\":[\"chat\"],\"models\":{\"all\":" + Json.text(ids) + "},\"hosts\":[\"here\"]}";
    }

    private static String next(String members) {
        return members.isEmpty() ? "" : "," + members;
    }
}

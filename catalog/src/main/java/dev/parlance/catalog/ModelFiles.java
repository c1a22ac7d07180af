package dev.parlance.catalog;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The entries of all files of models. A file is read when somebody asks for a model that it has an entry for. Thread-safe. */
final class ModelFiles {
    private final CatalogFiles files;
    private final Map<String, String> index;
    private final Map<String, ModelEntries> read = new ConcurrentHashMap<>();

    /** @param index by id of an entry, the name of its file */
    ModelFiles(CatalogFiles files, Map<String, String> index) {
        this.files = files;
        this.index = index;
    }

    static String path(String name) {
        return "models/" + name + ".json";
    }

    /** The entry that stands for the normalized id, after the entries it is like; empty when there is none. */
    List<ModelEntries.Entry> find(String id) {
        for (String candidate : ModelIds.candidates(id)) {
            String file = index.get(candidate);
            if (file != null) {
                return entries(file).find(candidate);
            }
        }
        return List.of();
    }

    private ModelEntries entries(String name) {
        ModelEntries known = read.get(name);
        if (known == null) {
            CatalogNode entries = files.root(path(name))
                    .members("$schema", "models", "reason", "evidence")
                    .get("models");
            known = entries == null ? ModelEntries.NONE : ModelEntries.read(entries, ModelEntries.Place.MODELS);
            read.put(name, known);
        }
        return known;
    }
}

package dev.parlance.catalog;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of all files, for class paths cannot be listed. Immutable.
 *
 * @param models by id of an entry, the name of the one file of models that has it
 */
record CatalogIndex(List<String> dialects, Map<String, String> models, List<String> hosts) {
    static CatalogIndex read(CatalogNode root) {
        Map<String, CatalogNode> members = root.members("dialects", "models", "hosts");
        return new CatalogIndex(
                needed(root, members.get("dialects"), "a list \"dialects\"").texts(),
                files(needed(root, members.get("models"), "an object \"models\"")),
                needed(root, members.get("hosts"), "a list \"hosts\"").texts());
    }

    private static CatalogNode needed(CatalogNode root, @Nullable CatalogNode member, String what) {
        if (member == null) {
            throw root.wrong("there must be " + what);
        }
        return member;
    }

    private static Map<String, String> files(CatalogNode models) {
        Map<String, String> files = new LinkedHashMap<>();
        for (Map.Entry<String, CatalogNode> file : models.entries().entrySet()) {
            for (String id : file.getValue().texts()) {
                if (files.put(id, file.getKey()) != null) {
                    throw new ParlanceException.Misconfigured(Failure.of(
                            ModelFiles.path(file.getKey()) + "#models/" + id
                                    + ": another file has an entry of this id too",
                            "Keep one of the two entries."));
                }
            }
        }
        return Collections.unmodifiableMap(files);
    }
}

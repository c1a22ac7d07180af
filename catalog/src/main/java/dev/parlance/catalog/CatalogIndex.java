package dev.parlance.catalog;

import java.util.List;
import java.util.Map;

/** The names of all files, for class paths cannot be listed. Immutable. */
record CatalogIndex(List<String> dialects, List<String> models, List<String> hosts) {
    static CatalogIndex read(CatalogNode root) {
        Map<String, CatalogNode> members = root.members("dialects", "models", "hosts");
        return new CatalogIndex(
                names(root, members, "dialects"), names(root, members, "models"), names(root, members, "hosts"));
    }

    private static List<String> names(CatalogNode root, Map<String, CatalogNode> members, String name) {
        CatalogNode list = members.get(name);
        if (list == null) {
            throw root.wrong("there must be a list \"" + name + "\"");
        }
        return list.texts();
    }
}

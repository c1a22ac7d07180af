package dev.parlance.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A host as its file describes it. Immutable and thread-safe.
 *
 * @param knownModels ids that the host offers, spelled as it lists them
 * @param retiredModels ids that it offered once
 */
record HostFile(HostFacts facts, List<String> knownModels, List<String> retiredModels, HostRules rules) {
    static HostFile read(String name, CatalogNode root) {
        Map<String, CatalogNode> members = root.entries();
        String own = needed(root, members, "host").text();
        if (!own.equals(name)) {
            throw root.wrong("the file is of host \"" + name + "\" and says that it is of \"" + own + "\"");
        }
        return new HostFile(
                endpoint(
                        name,
                        needed(root, members, "title").text(),
                        needed(root, members, "dialect").plain().text(),
                        telemetry(name, members.get("telemetry")),
                        needed(root, members, "endpoint")),
                texts(members.get("known-models")),
                texts(members.get("retired-models")),
                new HostRules(root));
    }

    private static HostFacts endpoint(String name, String title, String dialect, String telemetry, CatalogNode node) {
        Map<String, CatalogNode> members = node.members(
                "base-url",
                "base-url-variables",
                "regions",
                "authentication",
                "key-required",
                "key-variables",
                "key-prefixes",
                "version-variables",
                "variables",
                "address-form",
                "example-base-url",
                "reason",
                "evidence");
        CatalogNode form = members.get("address-form");
        CatalogNode keyRequired = members.get("key-required");
        return new HostFacts(
                name,
                title,
                dialect,
                telemetry,
                text(members.get("base-url")),
                texts(members.get("base-url-variables")),
                regions(members.get("regions")),
                needed(node, members, "authentication").label(Authentication.class),
                keyRequired == null || keyRequired.truth(),
                texts(members.get("key-variables")),
                texts(members.get("key-prefixes")),
                texts(members.get("version-variables")),
                variables(members.get("variables")),
                form == null ? AddressForm.PLAIN : form.label(AddressForm.class),
                text(members.get("example-base-url")),
                node.source());
    }

    private static String telemetry(String name, @Nullable CatalogNode node) {
        if (node == null) {
            return name;
        }
        CatalogNode stated = node.plain();
        stated.source();
        return stated.text();
    }

    private static CatalogNode needed(CatalogNode node, Map<String, CatalogNode> members, String name) {
        CatalogNode member = members.get(name);
        if (member == null) {
            throw node.wrong("there must be a member \"" + name + "\"");
        }
        return member;
    }

    private static @Nullable String text(@Nullable CatalogNode node) {
        return node == null || node.isNull() ? null : node.text();
    }

    private static List<String> texts(@Nullable CatalogNode node) {
        return node == null ? List.of() : node.texts();
    }

    private static Map<String, List<String>> variables(@Nullable CatalogNode node) {
        Map<String, List<String>> variables = new LinkedHashMap<>();
        if (node != null) {
            node.entries().forEach((setting, names) -> variables.put(setting, names.texts()));
        }
        return variables;
    }

    private static Map<String, String> regions(@Nullable CatalogNode node) {
        Map<String, String> regions = new LinkedHashMap<>();
        if (node != null) {
            for (Map.Entry<String, CatalogNode> region : node.entries().entrySet()) {
                regions.put(region.getKey(), region.getValue().text());
            }
        }
        return regions;
    }
}

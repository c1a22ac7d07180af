package dev.parlance.core.transform;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Clears the place beside {@code anyOf} and {@code $ref}. Moonshot's validator takes little more than a description there: {@code type should
 * be defined in anyOf items instead of the parent schema}. What stood beside the branches moves into each branch that it can speak of, with
 * the branch's own word first.
 */
final class SchemaUnions {
    private static final Set<String> STAY =
            Set.of("anyOf", "description", "title", "$defs", "definitions", "$id", "$schema");
    /** They say nothing about which values fit. */
    private static final Set<String> REMARKS =
            Set.of("default", "examples", "deprecated", "readOnly", "writeOnly", "$comment");

    private SchemaUnions() {}

    /** The schema with nothing but descriptions beside its branches, and no type beside a reference. */
    static JsonObject cleared(JsonObject schema, SchemaGrowth growth) {
        if (schema.get("$ref") != null) {
            return schema.without("type");
        }
        List<JsonValue> given = schema.elements("anyOf");
        boolean clear = STAY.containsAll(schema.members().keySet());
        if (given.isEmpty() || clear && given.stream().noneMatch(SchemaUnions::isUnion)) {
            return schema;
        }
        Map<String, JsonValue> stay = new LinkedHashMap<>(schema.members());
        stay.keySet().retainAll(STAY);
        Map<String, JsonValue> move = new LinkedHashMap<>(schema.members());
        move.keySet().removeAll(STAY);
        move.keySet().removeAll(REMARKS);
        if (!growth.allows(new JsonObject(move), given.size())) {
            move.keySet().retainAll(Set.of("type"));
        }
        List<JsonValue> branches = new ArrayList<>();
        for (JsonValue branch : given) {
            if (branch instanceof JsonObject object) {
                JsonObject alone = cleared(joined(object, move), growth);
                // A choice within a choice is one choice; the validator takes no other form.
                branches.addAll(isUnion(alone) ? alone.elements("anyOf") : List.of(alone));
            } else {
                branches.add(branch);
            }
        }
        JsonValue standard = schema.get("default");
        if (standard != null) {
            placeDefault(branches, standard);
        }
        stay.put("anyOf", new JsonArray(branches));
        return new JsonObject(stay);
    }

    private static boolean isUnion(JsonValue schema) {
        return schema instanceof JsonObject object
                && object.get("$ref") == null
                && !object.elements("anyOf").isEmpty();
    }

    private static JsonObject joined(JsonObject branch, Map<String, JsonValue> parent) {
        String branchType = branch.text("type");
        String parentType = parent.get("type") instanceof JsonString(String type) ? type : branchType;
        boolean another = branchType != null && parentType != null && !SchemaTypes.agree(parentType, branchType);
        if (branch.get("$ref") != null || another) {
            return branch;
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        String type = branchType == null ? parentType : branchType;
        parent.forEach((keyword, value) -> {
            if (type == null || SchemaKeywords.fits(keyword, type)) {
                members.put(keyword, value);
            }
        });
        branch.members()
                .forEach((keyword, value) -> members.merge(keyword, value, (outer, own) -> switch (keyword) {
                    case "required" -> bothLists(outer, own);
                    case "properties" -> bothMaps(outer, own);
                    case String other -> own;
                }));
        return new JsonObject(members);
    }

    private static JsonValue bothLists(JsonValue outer, JsonValue own) {
        if (outer instanceof JsonArray(var first) && own instanceof JsonArray(var second)) {
            Set<JsonValue> all = new LinkedHashSet<>(first);
            all.addAll(second);
            return new JsonArray(List.copyOf(all));
        }
        return own;
    }

    private static JsonValue bothMaps(JsonValue outer, JsonValue own) {
        if (outer instanceof JsonObject(var first) && own instanceof JsonObject(var second)) {
            Map<String, JsonValue> all = new LinkedHashMap<>(first);
            all.putAll(second);
            return new JsonObject(all);
        }
        return own;
    }

    /** A default goes to the first branch whose type it has; without one it is left out. */
    private static void placeDefault(List<JsonValue> branches, JsonValue standard) {
        for (int index = 0; index < branches.size(); index++) {
            if (branches.get(index) instanceof JsonObject branch
                    && branch.get("type") instanceof JsonString(String type)
                    && SchemaTypes.agree(type, SchemaTypes.of(standard))) {
                branches.set(index, branch.get("default") == null ? branch.with("default", standard) : branch);
                return;
            }
        }
    }
}

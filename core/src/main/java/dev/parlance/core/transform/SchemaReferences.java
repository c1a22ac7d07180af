package dev.parlance.core.transform;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes out local {@code $ref}s, for Moonshot's validator takes little beside one. Keywords beside the reference win over the target's. A
 * reference that is circular, unknown or not local stays, and so do the definitions it needs, under {@code $defs}, the only place from which
 * the validator takes references.
 */
final class SchemaReferences {
    private static final int DEEPEST = 64;
    private static final int MOST_LOOKED_AT = 200_000;
    private static final String NEW = "$defs";
    private static final String OLD = "definitions";
    private static final Pattern PLACE_IN_ARRAY = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final JsonObject root;
    private final SchemaGrowth growth;
    private final Map<String, List<String>> next = new HashMap<>();
    private final Map<String, Boolean> circular = new HashMap<>();
    private int lookedAt;

    private SchemaReferences(JsonObject root, SchemaGrowth growth) {
        this.root = root;
        this.growth = growth;
    }

    /** The schema without the references that can be written out; the same instance when there are none. */
    static JsonObject writeOut(JsonObject root, SchemaGrowth growth) {
        List<String> references = references(root);
        return references.isEmpty() && root.get(NEW) == null && root.get(OLD) == null
                ? root
                : new SchemaReferences(root, growth).written();
    }

    /** The schema without definitions that nothing points to. */
    static JsonObject withoutUnused(JsonObject schema) {
        return schema.get(NEW) == null || pointsInto(NEW, schema.without(NEW)) ? schema : schema.without(NEW);
    }

    private JsonObject written() {
        JsonObject body = root.without(NEW).without(OLD);
        // A whole schema must be an object by itself, so its own reference is written out even when it is circular.
        JsonValue whole = body.get("$ref") instanceof JsonString(String reference)
                ? inPlaceOf(reference, body, 0)
                : resolve(body, 0);
        return withDefinitions(whole instanceof JsonObject object ? object : body);
    }

    private JsonValue resolve(JsonObject schema, int depth) {
        if (!(schema.get("$ref") instanceof JsonString(String reference))) {
            return SchemaKeywords.mapSubschemas(schema, (place, subschema) -> resolve(subschema, depth + 1));
        }
        JsonValue target = target(reference);
        boolean stays = target == null || depth > DEEPEST || isCircular(reference) || !growth.allows(target, 1);
        return stays ? schema : inPlaceOf(reference, schema, depth);
    }

    private JsonValue inPlaceOf(String reference, JsonObject schema, int depth) {
        JsonValue target = target(reference);
        if (target == null) {
            return schema;
        }
        JsonValue resolved = target instanceof JsonObject object ? resolve(object, depth + 1) : target;
        JsonObject beside = SchemaKeywords.mapSubschemas(
                schema.without("$ref"), (place, subschema) -> resolve(subschema, depth + 1));
        if (!(resolved instanceof JsonObject object)) {
            return beside.members().isEmpty() ? resolved : beside;
        }
        Map<String, JsonValue> merged = new LinkedHashMap<>(object.members());
        merged.putAll(beside.members());
        return new JsonObject(merged);
    }

    /** Whether the reference leads back to itself. What takes too long to find out counts as circular and stays. */
    private boolean isCircular(String reference) {
        Boolean known = circular.get(reference);
        if (known != null) {
            return known;
        }
        Set<String> seen = new HashSet<>();
        Deque<String> ahead = new ArrayDeque<>(next(reference));
        boolean found = false;
        while (!found && !ahead.isEmpty()) {
            String step = ahead.pop();
            found = step.equals(reference) || ++lookedAt > MOST_LOOKED_AT;
            if (!found && seen.add(step)) {
                ahead.addAll(next(step));
            }
        }
        circular.put(reference, found);
        return found;
    }

    private List<String> next(String reference) {
        return next.computeIfAbsent(reference, pointer -> {
            if (lookedAt > MOST_LOOKED_AT || !(target(pointer) instanceof JsonObject object)) {
                return List.of();
            }
            List<String> references = new ArrayList<>();
            SchemaKeywords.forEach(object, subschema -> {
                lookedAt++;
                String found = subschema.text("$ref");
                if (found != null) {
                    references.add(found);
                }
            });
            return List.copyOf(new LinkedHashSet<>(references));
        });
    }

    private @Nullable JsonValue target(String reference) {
        if (!reference.startsWith("#/")) {
            // "#" is the whole schema, which stands inside itself wherever it is written.
            return null;
        }
        JsonValue current = root;
        for (String step : reference.substring(2).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            JsonValue next = switch (current) {
                case JsonObject object -> object.get(name);
                case JsonArray array -> element(array, name);
                case JsonValue scalar -> null;
            };
            if (next == null) {
                return null;
            }
            current = next;
        }
        return current;
    }

    private static @Nullable JsonValue element(JsonArray array, String name) {
        if (!PLACE_IN_ARRAY.matcher(name).matches()) {
            return null;
        }
        int place = Integer.parseInt(name);
        return place < array.elements().size() ? array.elements().get(place) : null;
    }

    private JsonObject withDefinitions(JsonObject resolved) {
        JsonObject newer = root.object(NEW);
        JsonObject older = root.object(OLD);
        boolean needsNewer = pointsInto(NEW, resolved);
        boolean needsOlder = pointsInto(OLD, resolved);
        needsOlder |= needsNewer && newer != null && pointsInto(OLD, newer.members());
        needsNewer |= needsOlder && older != null && pointsInto(NEW, older.members());
        Map<String, JsonValue> definitions = new LinkedHashMap<>();
        if (needsOlder && older != null) {
            definitions.putAll(older.members());
        }
        if (needsNewer && newer != null) {
            definitions.putAll(newer.members());
        }
        if (definitions.isEmpty()) {
            return resolved;
        }
        JsonObject whole = resolved.with(NEW, new JsonObject(definitions));
        return needsOlder && older != null ? repointed(whole) : whole;
    }

    /** References to the older name of the definitions, pointed to the newer. */
    private static JsonObject repointed(JsonObject schema) {
        JsonObject inner = SchemaKeywords.mapSubschemas(schema, (place, subschema) -> repointed(subschema));
        String prefix = "#/" + OLD + "/";
        String reference = inner.text("$ref");
        return reference != null && reference.startsWith(prefix)
                ? inner.with("$ref", new JsonString("#/" + NEW + "/" + reference.substring(prefix.length())))
                : inner;
    }

    private static boolean pointsInto(String bucket, JsonObject schema) {
        return references(schema).stream().anyMatch(reference -> reference.startsWith("#/" + bucket + "/"));
    }

    private static boolean pointsInto(String bucket, Map<String, JsonValue> definitions) {
        return definitions.values().stream()
                .anyMatch(definition -> definition instanceof JsonObject schema && pointsInto(bucket, schema));
    }

    private static List<String> references(JsonObject schema) {
        List<String> references = new ArrayList<>();
        SchemaKeywords.forEach(schema, subschema -> {
            String reference = subschema.text("$ref");
            if (reference != null) {
                references.add(reference);
            }
        });
        return references;
    }
}

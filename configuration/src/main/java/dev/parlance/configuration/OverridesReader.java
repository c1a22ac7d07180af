package dev.parlance.configuration;

import dev.parlance.catalog.Overrides;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * The provider's own rules. The catalog judges them, and it stops at the first fault; so it is asked about every rule by itself first.
 */
final class OverridesReader {
    private static final Pattern UNKNOWN = Pattern.compile("there is no .*? \"(.*)\"; known are (.*)");

    private final String provider;
    private final Place place;

    OverridesReader(String provider, Place place) {
        this.provider = provider;
        this.place = place;
    }

    /** The overrides, or null when there are none or something is wrong with them. */
    @Nullable
    Overrides read(JsonObject layer) {
        if (layer.members().isEmpty()) {
            return null;
        }
        boolean fine = pieces(layer, JsonObject.EMPTY::with);
        Overrides whole = overrides(layer);
        return fine && isFine(whole) ? whole : null;
    }

    private Overrides overrides(JsonObject layer) {
        return new Overrides(place.reading().fileName(), "providers/" + provider, layer);
    }

    /** Puts a piece of a layer where it belongs. */
    private interface Frame {
        JsonObject around(String name, JsonValue value);
    }

    private boolean pieces(JsonObject layer, Frame frame) {
        boolean fine = true;
        for (Map.Entry<String, JsonValue> member : layer.members().entrySet()) {
            String name = member.getKey();
            if (member.getValue() instanceof JsonObject(var inner)
                    && Set.of("rules", "reasoning").contains(name)) {
                for (Map.Entry<String, JsonValue> one : inner.entrySet()) {
                    fine &= isFine(overrides(frame.around(name, JsonObject.EMPTY.with(one.getKey(), one.getValue()))));
                }
            } else if (member.getValue() instanceof JsonObject(var models) && name.equals("models")) {
                for (Map.Entry<String, JsonValue> model : models.entrySet()) {
                    if (model.getValue() instanceof JsonObject entry) {
                        Frame inModel = (piece, value) -> frame.around(
                                "models", JsonValue.object(model.getKey(), JsonValue.object(piece, value)));
                        fine &= pieces(entry.without("like"), inModel);
                    }
                }
            } else {
                fine &= isFine(overrides(frame.around(name, member.getValue())));
            }
        }
        return fine;
    }

    private boolean isFine(Overrides overrides) {
        try {
            overrides.check();
            return true;
        } catch (ParlanceException.Misconfigured wrong) {
            say(wrong.failure().message());
            return false;
        }
    }

    /** The catalog says {@code file#pointer: what is wrong}. */
    private void say(String message) {
        String start = place.reading().fileName() + "#providers/" + provider;
        if (!message.startsWith(start)) {
            place.fault(message, null);
            return;
        }
        int colon = message.indexOf(": ", start.length());
        String pointer = colon > start.length() ? message.substring(start.length() + 1, colon) : "";
        String what = message.substring(colon + 2);
        Matcher unknown = UNKNOWN.matcher(what);
        String question = unknown.matches()
                ? Nearest.question(unknown.group(1), List.of(unknown.group(2).split(", ")))
                : null;
        at(place, pointer).fault(what, question);
    }

    /** The place of a pointer; names may hold slashes themselves. */
    private static Place at(Place from, String pointer) {
        if (pointer.isEmpty()) {
            return from;
        }
        if (from.value() instanceof TomlTable table) {
            for (String name : table.keySet()) {
                if (pointer.equals(name)) {
                    return from.member(table, name, Set.of());
                }
                if (pointer.startsWith(name + "/")) {
                    return at(from.member(table, name, Set.of()), pointer.substring(name.length() + 1));
                }
            }
        }
        int slash = pointer.indexOf('/');
        String first = slash < 0 ? pointer : pointer.substring(0, slash);
        if (from.value() instanceof TomlArray array
                && first.matches("\\d{1,6}")
                && Integer.parseInt(first) < array.size()) {
            return at(from.element(array, Integer.parseInt(first)), slash < 0 ? "" : pointer.substring(slash + 1));
        }
        return from;
    }
}

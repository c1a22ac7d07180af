package dev.parlance.providers;

import dev.parlance.catalog.Overrides;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules of {@code azure-versions.json} as layers on the catalog, one for each span of time. Read when first needed. */
final class AzureVersionRules {
    static final String FILE = "azure-versions.json";

    /** By the day before which they hold. One instance each, for layers are told apart by identity. */
    private static final NavigableMap<String, Overrides> BEFORE = read();

    private AzureVersionRules() {}

    /** What a version of that day does not know, or null when it knows all. */
    static @Nullable Overrides before(String day) {
        Map.Entry<String, Overrides> next = BEFORE.higherEntry(day);
        return next == null ? null : next.getValue();
    }

    private static NavigableMap<String, Overrides> read() {
        NavigableMap<String, JsonObject> byDay = new TreeMap<>();
        if (Json.parseCommented(bytes()) instanceof JsonObject days) {
            days.members().forEach((day, rules) -> byDay.put(day, (JsonObject) rules));
        }
        NavigableMap<String, Overrides> layers = new TreeMap<>();
        // What one version does not know, none before it does.
        Map<String, JsonValue> later = new LinkedHashMap<>();
        byDay.descendingMap().forEach((day, rules) -> {
            JsonValue evidence = rules.get("evidence");
            rules.members().forEach((parameter, rule) -> {
                if (rule instanceof JsonObject object) {
                    later.put(parameter, evidence == null ? object : object.with("evidence", evidence));
                }
            });
            layers.put(day, new Overrides(FILE, "", chat(new JsonObject(later))));
        });
        return layers;
    }

    private static JsonObject chat(JsonObject rules) {
        return JsonValue.object("dialects", JsonValue.object("openai-chat", JsonValue.object("rules", rules)));
    }

    private static byte[] bytes() {
        try (InputStream stream = AzureVersionRules.class.getResourceAsStream(FILE)) {
            return Objects.requireNonNull(stream, FILE).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

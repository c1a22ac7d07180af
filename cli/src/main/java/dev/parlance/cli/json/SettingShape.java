package dev.parlance.cli.json;

import dev.parlance.configuration.Configuration;
import dev.parlance.configuration.EffectiveSetting;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;

/** Settings that count, as JSON: key, value, origin. */
public final class SettingShape {
    private SettingShape() {}

    /** The file, its settings with those of the environment, and the warnings. */
    public static JsonObject all(Configuration read, List<EffectiveSetting> settings) {
        return new ObjectShape()
                .put("file", read.file() == null ? null : read.file().toString())
                .put(
                        "settings",
                        new JsonArray(settings.stream().map(SettingShape::of).toList()))
                .put("warnings", JsonValue.strings(read.warnings()))
                .object();
    }

    private static JsonValue of(EffectiveSetting setting) {
        return JsonValue.object(
                "key", JsonValue.of(setting.key()),
                "value", JsonValue.of(setting.value()),
                "origin", JsonValue.of(setting.origin()));
    }
}

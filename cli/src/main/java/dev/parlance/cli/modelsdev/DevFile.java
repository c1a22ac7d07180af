package dev.parlance.cli.modelsdev;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the file: providers by id, models by id in each. What it does not know it leaves alone, for the form grows. */
public final class DevFile {
    private static final Set<String> INPUTS = Set.of("text", "image", "video", "audio", "file");

    private DevFile() {}

    /** The providers in the order of the file; empty when it has another form. A provider may also stand there alone. */
    public static List<DevProvider> read(JsonValue document) {
        if (!(document instanceof JsonObject root)) {
            return List.of();
        }
        String alone = root.text("id");
        if (alone != null && root.object("models") != null) {
            return List.of(provider(alone, root));
        }
        List<DevProvider> providers = new ArrayList<>();
        for (Map.Entry<String, JsonValue> member : root.members().entrySet()) {
            if (member.getValue() instanceof JsonObject provider && provider.object("models") != null) {
                providers.add(provider(member.getKey(), provider));
            }
        }
        return providers;
    }

    private static DevProvider provider(String id, JsonObject provider) {
        List<DevModel> models = new ArrayList<>();
        JsonObject all = provider.object("models");
        if (all != null) {
            all.members().forEach((key, value) -> {
                if (value instanceof JsonObject model) {
                    models.add(model(key, model));
                }
            });
        }
        return new DevProvider(id, provider.text("npm"), provider.text("api"), texts(provider, "env"), models);
    }

    private static DevModel model(String key, JsonObject model) {
        String id = model.text("id");
        JsonObject limit = model.object("limit");
        JsonObject modalities = model.object("modalities");
        return new DevModel(
                id == null ? key : id,
                positive(limit, "context"),
                positive(limit, "output"),
                texts(modalities, "input").stream()
                        .map(word -> word.equals("pdf") ? "file" : word)
                        .filter(INPUTS::contains)
                        .distinct()
                        .toList(),
                texts(modalities, "output"),
                model.object("provider") != null,
                model.text("status"));
    }

    private static List<String> texts(@Nullable JsonObject object, String name) {
        List<String> texts = new ArrayList<>();
        if (object != null) {
            for (JsonValue element : object.elements(name)) {
                if (element instanceof JsonString(String text)) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /** Zero stands for what has no such limit, pictures for example. */
    private static @Nullable Long positive(@Nullable JsonObject limit, String name) {
        Long number = limit != null && limit.get(name) instanceof JsonNumber given ? given.wholeNumber() : null;
        return number == null || number < 1 ? null : number;
    }
}

package dev.parlance.cli.modelsdev;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.providers.value.OneLine;
import java.util.List;
import java.util.stream.Collectors;

/** Writes tables as they stand in a configuration file. */
final class TomlText {
    private TomlText() {}

    static String of(List<ImportedProvider> providers, String file) {
        StringBuilder text = new StringBuilder();
        for (ImportedProvider provider : providers) {
            text.append("# ")
                    .append(file)
                    .append(", ")
                    .append(OneLine.of(provider.from()))
                    .append('\n');
            String table = "providers." + key(provider.name());
            if (provider.baseUrl() != null) {
                text.append('[').append(table).append("]\nhost = \"openai-compatible\"\nbase-url = ");
                text.append(quoted(provider.baseUrl())).append('\n');
                if (provider.keyVariable() != null) {
                    text.append("api-key = ")
                            .append(quoted("${env:" + provider.keyVariable() + "}"))
                            .append('\n');
                }
                text.append('\n');
            }
            provider.models().forEach(model -> model(model, table, text));
        }
        return text.toString();
    }

    private static void model(ImportedModel model, String table, StringBuilder text) {
        text.append('[')
                .append(table)
                .append(".models.")
                .append(quoted(model.key()))
                .append(']');
        text.append(model.id().equals(model.key()) ? "" : " # " + model.id()).append('\n');
        if (model.window() != null) {
            text.append("window = ").append(model.window()).append('\n');
        }
        if (model.maxOutput() != null) {
            text.append("max-output = ").append(model.maxOutput()).append('\n');
        }
        if (!model.input().isEmpty()) {
            text.append("input = [")
                    .append(model.input().stream().map(TomlText::quoted).collect(Collectors.joining(", ")))
                    .append("]\n");
        }
        text.append('\n');
    }

    private static String key(String name) {
        return name.matches("[A-Za-z0-9_-]+") ? name : quoted(name);
    }

    /** TOML's basic strings have the escapes of JSON's. */
    private static String quoted(String text) {
        return Json.text(JsonValue.of(text));
    }
}

package dev.parlance.cli.models;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.providers.value.OneLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a host's list of models. {@code data} with {@code id} is OpenAI's and Anthropic's form, {@code models} with {@code name} Gemini's, and
 * some hosts send the bare array. The members with numbers are those of Moonshot and OpenRouter ({@code context_length}), Groq
 * ({@code context_window}), Mistral and LM Studio ({@code max_context_length}), vLLM ({@code max_model_len}), Anthropic
 * ({@code max_input_tokens}) and Gemini; their API references, 2026-08.
 */
final class HostList {
    private static final List<String> WINDOW = List.of(
            "context_length",
            "context_window",
            "max_context_length",
            "max_model_len",
            "max_input_tokens",
            "inputTokenLimit");

    private static final List<String> MAX_OUTPUT =
            List.of("max_completion_tokens", "max_output_tokens", "max_tokens", "outputTokenLimit");

    private static final String GEMINI_PREFIX = "models/";

    private HostList() {}

    /** The models, in the order of the list, or null when this is no list of models. */
    static @Nullable List<HostModel> read(JsonValue body) {
        JsonArray list = switch (body) {
            case JsonArray array -> array;
            case JsonObject object when object.get("data") instanceof JsonArray array -> array;
            case JsonObject object when object.get("models") instanceof JsonArray array -> array;
            default -> null;
        };
        if (list == null) {
            return null;
        }
        List<HostModel> models = new ArrayList<>();
        for (JsonValue element : list.elements()) {
            if (element instanceof JsonObject model && generates(model)) {
                String id = id(model);
                if (id != null) {
                    models.add(new HostModel(OneLine.of(id), number(model, WINDOW), number(model, MAX_OUTPUT)));
                }
            }
        }
        return models;
    }

    private static @Nullable String id(JsonObject model) {
        String id = model.text("id");
        String name = id == null ? model.text("name") : id;
        return name != null && name.startsWith(GEMINI_PREFIX) ? name.substring(GEMINI_PREFIX.length()) : name;
    }

    /** Gemini lists models for embeddings and pictures too and says what each can do; others do not say. */
    private static boolean generates(JsonObject model) {
        List<JsonValue> methods = model.elements("supportedGenerationMethods");
        return methods.isEmpty() || methods.contains(new JsonString("generateContent"));
    }

    private static @Nullable Long number(JsonObject model, List<String> names) {
        for (String name : names) {
            Long found = model.get(name) instanceof JsonNumber number ? number.wholeNumber() : null;
            if (found != null && found > 0) {
                return found;
            }
        }
        return null;
    }
}

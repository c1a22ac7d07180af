package dev.parlance.providers;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.MalformedJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads settings from environment variables. A blank variable counts as not set. Immutable and thread-safe. */
record Environment(Map<String, String> variables) {
    static final String THINKING_KEEP = "KIMI_MODEL_THINKING_KEEP";

    /** The words that switch it off in Kimi Code, where the variable comes from (MoonshotAI/kimi-code, environment variables). */
    private static final Set<String> OFF = Set.of("0", "false", "no", "off", "none", "null");

    /** The words that switch a thing on (microsoft/amplifier-module-provider-azure-openai; MoonshotAI/kimi-code). */
    private static final Set<String> ON = Set.of("true", "1", "yes", "on");

    Environment {
        variables = Map.copyOf(variables);
    }

    /** A variable that is set, with its text trimmed. */
    record Found(String variable, String text) {}

    /** The first of these variables that is set. */
    @Nullable
    Found first(List<String> names) {
        for (String name : names) {
            String text = variables.getOrDefault(name, "").strip();
            if (!text.isEmpty()) {
                return new Found(name, text);
            }
        }
        return null;
    }

    /** The text of the first of these variables that is set, or null. */
    @Nullable
    String text(List<String> names) {
        Found found = first(names);
        return found == null ? null : found.text;
    }

    /** Whether the first of these variables that is set switches something on, in any case of letters; whatever else it says is off. */
    boolean on(List<String> names) {
        Found found = first(names);
        return found != null && ON.contains(found.text.toLowerCase(Locale.ROOT));
    }

    /** The number in the first of these variables that is set, or null. @throws ParlanceException.Misconfigured when it is none */
    @Nullable
    JsonNumber number(List<String> names) {
        Found found = first(names);
        if (found == null) {
            return null;
        }
        try {
            if (Json.parse(found.text) instanceof JsonNumber number) {
                return number;
            }
        } catch (MalformedJson noNumber) {
            // Said below.
        }
        throw new ParlanceException.Misconfigured(Failure.of(
                found.variable + " is \"" + found.text + "\", which is no number",
                "Set a number such as 0.7, or leave it unset."));
    }

    /** The limit in the first of these variables that is set; null for none, and for what is no limit: zero, less, or no number at all. */
    @Nullable
    JsonValue limit(List<String> names) {
        Found found = first(names);
        try {
            long limit = found == null ? 0 : Long.parseLong(found.text);
            return limit > 0 ? JsonValue.of(limit) : null;
        } catch (NumberFormatException noNumber) {
            // Kimi Code ignores it likewise; a typing error shall not stop every call.
            return null;
        }
    }

    /** Whether earlier reasoning shall be kept in the model's view for requests that do not say. */
    boolean keepsThinking() {
        Found found = first(List.of(THINKING_KEEP));
        return found != null && !OFF.contains(found.text.toLowerCase(Locale.ROOT));
    }
}

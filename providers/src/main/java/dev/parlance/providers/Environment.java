package dev.parlance.providers;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
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

    /** The key in the first of these variables that is set, or null. @throws ParlanceException.Misconfigured when it cannot be one */
    @Nullable
    Secret key(List<String> names) {
        Found found = first(names);
        if (found == null) {
            return null;
        }
        if (!found.text.chars().allMatch(character -> character > 0x20 && character < 0x7f)) {
            // The text itself must not be shown, not even in part.
            throw new ParlanceException.Misconfigured(Failure.of(
                    "The key in " + found.variable + " holds a space, a line break or a character that no key has",
                    "Copy the key alone, without quotes, line breaks or the word Bearer, and set " + found.variable
                            + " again."));
        }
        return Secret.of(found.text);
    }

    /** The version of the API in the first of these variables that is set, or null. @throws ParlanceException.Misconfigured when it is none */
    @Nullable
    Found version(List<String> names) {
        Found found = first(names);
        if (found == null
                || AzureAddress.isOfV1(found.text)
                || AzureVersion.DATED.matcher(found.text).matches()) {
            return found;
        }
        throw new ParlanceException.Misconfigured(Failure.of(
                found.variable + " is \"" + found.text + "\", which is no version of the API",
                "Set a date such as 2024-10-21 or 2025-04-01-preview, or v1 or preview, or leave it unset."
                        + " The date of a model is none of the API."));
    }

    /** Whether earlier reasoning shall be kept in the model's view for requests that do not say. */
    boolean keepsThinking() {
        Found found = first(List.of(THINKING_KEEP));
        return found != null && !OFF.contains(found.text.toLowerCase(Locale.ROOT));
    }
}

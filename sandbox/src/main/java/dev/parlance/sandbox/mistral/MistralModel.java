package dev.parlance.sandbox.mistral;

import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model at Mistral.
 *
 * @param answersAs the id that answers carry
 * @param effort whether it takes a reasoning effort
 */
record MistralModel(String id, String answersAs, boolean effort) {
    /** The ids that are listed. */
    static final List<String> LISTED = List.of(
            "mistral-small-latest",
            "mistral-small-2603",
            "mistral-medium-3",
            "mistral-medium-3.5",
            "mistral-large-latest",
            "magistral-medium-latest",
            "magistral-small-latest",
            "pixtral-12b",
            "zai-glm-5-2");

    /** The models with an effort (vercel/ai, packages/mistral). */
    private static final Set<String> WITH_EFFORT =
            Set.of("mistral-small-latest", "mistral-small-2603", "mistral-medium-3", "mistral-medium-3.5");

    private static final List<String> FAMILIES = List.of(
            "mistral-",
            "magistral-",
            "ministral-",
            "codestral-",
            "devstral-",
            "open-mistral-",
            "pixtral-",
            "voxtral-",
            "zai-glm-");

    static @Nullable MistralModel find(String id) {
        if (FAMILIES.stream().noneMatch(id::startsWith)) {
            return null;
        }
        // Recorded: crmne/ruby_llm, vision models. The old name leads to another model.
        return new MistralModel(id, id.equals("pixtral-12b") ? "ministral-14b-latest" : id, WITH_EFFORT.contains(id));
    }

    /** Whether the model is a guest at Mistral, whose stream has other habits. */
    boolean guest() {
        return id.startsWith("zai-");
    }

    boolean thinks(ChatBody body) {
        boolean asked = body.value("reasoning_effort") instanceof JsonString(String word) && word.equals("high");
        return id.startsWith("magistral-") || effort && asked;
    }
}

package dev.parlance.sandbox.groq;

import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model at Groq.
 *
 * @param efforts the effort words it takes, empty when it takes none
 */
record GroqModel(String id, Family family, List<String> efforts) {
    private static final List<GroqModel> MODELS = List.of(
            new GroqModel("openai/gpt-oss-120b", Family.GPT_OSS, List.of("low", "medium", "high")),
            new GroqModel("openai/gpt-oss-20b", Family.GPT_OSS, List.of("low", "medium", "high")),
            new GroqModel("qwen/qwen3-32b", Family.QWEN, List.of("none", "default")),
            new GroqModel("moonshotai/kimi-k2-instruct-0905", Family.PLAIN, List.of()),
            new GroqModel("llama-3.3-70b-versatile", Family.PLAIN, List.of()),
            new GroqModel("llama-3.1-8b-instant", Family.PLAIN, List.of()),
            new GroqModel("allam-2-7b", Family.PLAIN, List.of()));

    /** The families whose answers differ. */
    enum Family {
        /** Thinks always, and streams its thoughts in a channel. */
        GPT_OSS,
        /** Thinks unless the effort is none, between tags unless tools or JSON are asked for. */
        QWEN,
        /** Does not think. */
        PLAIN
    }

    static List<String> ids() {
        return MODELS.stream().map(GroqModel::id).toList();
    }

    static @Nullable GroqModel find(String id) {
        return MODELS.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    boolean thinks(ChatBody body) {
        return switch (family) {
            case GPT_OSS -> true;
            case QWEN -> !(body.value("reasoning_effort") instanceof JsonString(String word) && word.equals("none"));
            case PLAIN -> false;
        };
    }

    /** Where the reasoning goes: {@code parsed}, {@code raw} or {@code hidden}. The defaults are as recorded. */
    String format(ChatBody body) {
        if (body.value("reasoning_format") instanceof JsonString(String asked)) {
            return family == Family.GPT_OSS && asked.equals("raw") ? "parsed" : asked;
        }
        var format = body.members().object("response_format");
        boolean json = format != null && !"text".equals(format.text("type"));
        return family == Family.QWEN && body.tools().isEmpty() && !json ? "raw" : "parsed";
    }
}

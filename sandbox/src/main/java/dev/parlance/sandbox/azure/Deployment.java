package dev.parlance.sandbox.azure;

import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.openai.OpenAiModel;
import java.util.Locale;

/** What stands behind a deployment name: the rules differ between OpenAI's models and those of the catalogue. */
sealed interface Deployment {

    /** The model id that answers carry: the underlying model, not the deployment. */
    String underlying();

    /** Input and output together, in tokens. */
    long window();

    /** Whether the model thinks on this request. */
    boolean thinks(ChatBody body);

    /** A model of OpenAI. */
    record OpenAi(OpenAiModel model) implements Deployment {
        @Override
        public String underlying() {
            return model.snapshot();
        }

        @Override
        public long window() {
            return model.window();
        }

        @Override
        public boolean thinks(ChatBody body) {
            return model.thinks(body);
        }
    }

    /** A model of another maker from the catalogue. */
    record Catalogue(String underlying, Maker maker, long window) implements Deployment {
        @Override
        public boolean thinks(ChatBody body) {
            return switch (maker) {
                case KIMI, MAI -> true;
                case DEEPSEEK ->
                    body.value("reasoning_effort") != null
                            || underlying.toLowerCase(Locale.ROOT).contains("-r1");
                case GROK, LLAMA, MISTRAL, COHERE, PHI -> false;
            };
        }
    }

    /** The vendors of the catalogue that the sandbox knows. */
    enum Maker {
        KIMI,
        DEEPSEEK,
        GROK,
        LLAMA,
        MISTRAL,
        COHERE,
        PHI,
        MAI
    }
}

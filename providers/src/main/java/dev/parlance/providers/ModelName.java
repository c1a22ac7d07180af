package dev.parlance.providers;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.util.Collection;
import java.util.List;

/**
 * A model as callers name it: {@code provider/model}, for example {@code moonshot/kimi-k2.6}. The first slash splits, for models may have
 * slashes of their own.
 */
public record ModelName(String provider, String model) {
    /** Reads {@code provider/model}. @throws ParlanceException.ModelNotFound when the text has not that form */
    public static ModelName parse(String text) {
        return parse(text, List.of());
    }

    /** Reads {@code provider/model}; the error lists these providers. */
    static ModelName parse(String text, Collection<String> providers) {
        int slash = text.indexOf('/');
        if (slash <= 0 || slash == text.length() - 1) {
            throw notFound(
                    "There is no model \"" + text
                            + "\": a model is named provider/model, for example moonshot/kimi-k2.6",
                    text,
                    providers);
        }
        return new ModelName(text.substring(0, slash), text.substring(slash + 1));
    }

    static ParlanceException notFound(String message, String model, Collection<String> providers) {
        String advice = providers.isEmpty()
                ? "Put the provider before the model."
                : "Providers: " + String.join(", ", providers)
                        + ". Models are listed by parlance models, and by GET /v1/models of the gateway.";
        return new ParlanceException.ModelNotFound(
                Failure.of(message, advice).at(null, model).withParameter("model"));
    }

    /** {@code provider/model}. */
    @Override
    public String toString() {
        return provider + "/" + model;
    }
}

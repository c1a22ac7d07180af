package dev.parlance.providers;

import dev.parlance.catalog.Overrides;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Parameters;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.credential.Credential;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.value.Template;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The model that Kimi Code's variables describe: {@code KIMI_MODEL_NAME} switches them on, and then they are a provider of their own with the
 * alias {@code default}. The variables about requests to Kimi are in the catalog, for they work without this switch.
 *
 * <p>Source: MoonshotAI/kimi-code, packages/agent-core-v2, envOverlay.ts (2026).
 */
record KimiModelVariables(ProviderSettings settings, String model) {
    static final String ALIAS = "default";

    private static final String PREFIX = "KIMI_MODEL_";
    private static final String PROVIDER = "kimi-model";
    private static final String WINDOW = "262144";
    private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "0", "no", "off");

    /** The model, or null when the switch is not set. @throws ParlanceException.Misconfigured when a variable is missing or unusable */
    static @Nullable KimiModelVariables in(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        String model = text(environment, "NAME");
        if (model == null) {
            return null;
        }
        if (text(environment, "API_KEY") == null) {
            throw new ParlanceException.Misconfigured(Failure.of(
                    PREFIX + "NAME is set and " + PREFIX + "API_KEY is not",
                    "Set the key of the model's provider there, or leave " + PREFIX + "NAME unset."));
        }
        String type = text(environment, "PROVIDER_TYPE");
        String address = text(environment, "BASE_URL");
        ProviderSettings settings = ProviderSettings.of(PROVIDER, host(type == null ? "kimi" : type, address))
                .baseUrl(address)
                .origin("base-url", PREFIX + "BASE_URL")
                .credential(new Credential.Text(
                        Template.of(Template.Kind.ENV, PREFIX + "API_KEY"), PREFIX + "API_KEY", Token.Form.KEY, null))
                .defaultModel(model)
                .defaults(defaults(environment))
                .overrides(new Overrides("environment", PREFIX + "*", facts(environment)))
                .build();
        return new KimiModelVariables(settings, model);
    }

    /** As callers name it. */
    String modelName() {
        return settings.name() + "/" + model;
    }

    private static String host(String type, @Nullable String address) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "kimi" -> "moonshot";
            case "anthropic" -> "anthropic";
            case "openai" -> address == null ? "openai" : "openai-compatible";
            default ->
                throw new ParlanceException.Misconfigured(Failure.of(
                        PREFIX + "PROVIDER_TYPE is \"" + type + "\"",
                        "Set kimi, anthropic or openai, or leave it unset for kimi."));
        };
    }

    private static Defaults defaults(Environment environment) {
        JsonValue limit = environment.limit(List.of(PREFIX + "MAX_OUTPUT_SIZE"));
        return Defaults.of(limit == null ? Parameters.NONE : Parameters.NONE.with(Parameter.MAX_OUTPUT_TOKENS, limit))
                .or(new Defaults(Parameters.NONE, thinking(environment), null));
    }

    private static Thinking thinking(Environment environment) {
        String effort = text(environment, "THINKING_EFFORT");
        return effort == null ? new Thinking.Default() : Thinking.ofWord(effort.toLowerCase(Locale.ROOT));
    }

    private static JsonObject facts(Environment environment) {
        String window = text(environment, "MAX_CONTEXT_SIZE");
        JsonObject facts = JsonValue.object("window", whole("MAX_CONTEXT_SIZE", window == null ? WINDOW : window));
        String field = text(environment, "REASONING_KEY");
        JsonObject reasoning = field == null ? JsonObject.EMPTY : JsonValue.object("field", JsonValue.of(field));
        String adaptive = text(environment, "ADAPTIVE_THINKING");
        if (adaptive != null && truth("ADAPTIVE_THINKING", adaptive)) {
            reasoning = reasoning.with("spelling", JsonValue.of("adaptive"));
        }
        return reasoning.members().isEmpty() ? facts : facts.with("reasoning", reasoning);
    }

    private static JsonValue whole(String name, String text) {
        if (text.length() > 12 || !text.chars().allMatch(character -> character >= '0' && character <= '9')) {
            throw wrong(name, text, "Set a whole number of tokens, digits alone.");
        }
        return JsonValue.of(Long.parseLong(text));
    }

    private static boolean truth(String name, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
            throw wrong(name, text, "Set true or false.");
        }
        return TRUE.contains(lower);
    }

    private static ParlanceException wrong(String name, String text, String advice) {
        return new ParlanceException.Misconfigured(Failure.of(PREFIX + name + " is \"" + text + "\"", advice));
    }

    private static @Nullable String text(Environment environment, String name) {
        return environment.text(List.of(PREFIX + name));
    }
}

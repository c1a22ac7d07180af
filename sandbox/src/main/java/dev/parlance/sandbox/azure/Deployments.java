package dev.parlance.sandbox.azure;

import dev.parlance.sandbox.azure.Deployment.Catalogue;
import dev.parlance.sandbox.azure.Deployment.Maker;
import dev.parlance.sandbox.azure.Deployment.OpenAi;
import dev.parlance.sandbox.openai.OpenAiModel;
import dev.parlance.sandbox.openai.OpenAiModels;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The deployments of the simulated resource: every name whose family can be recognised exists. The windows are those of Microsoft's list of
 * models sold by Azure.
 */
final class Deployments {
    private static final long K128 = 128_000;

    private static final List<Catalogue> CATALOGUE = List.of(
            new Catalogue("Kimi-K2.5", Maker.KIMI, 262_144),
            new Catalogue("Kimi-K2.6", Maker.KIMI, 262_144),
            new Catalogue("Kimi-K2.7-Code", Maker.KIMI, 262_144),
            new Catalogue("DeepSeek-V3.2", Maker.DEEPSEEK, K128),
            new Catalogue("DeepSeek-V4-Pro", Maker.DEEPSEEK, 1_000_000),
            new Catalogue("DeepSeek-V4-Flash", Maker.DEEPSEEK, 1_000_000),
            new Catalogue("DeepSeek-R1-0528", Maker.DEEPSEEK, K128),
            new Catalogue("Llama-3.3-70B-Instruct", Maker.LLAMA, K128),
            new Catalogue("Llama-4-Maverick-17B-128E-Instruct-FP8", Maker.LLAMA, 1_000_000),
            new Catalogue("grok-4-1-fast-non-reasoning", Maker.GROK, K128),
            new Catalogue("grok-4.7", Maker.GROK, 500_000),
            new Catalogue("grok-code-fast-1", Maker.GROK, 256_000),
            new Catalogue("grok-4", Maker.GROK, 262_000),
            new Catalogue("Mistral-Large-3", Maker.MISTRAL, K128),
            new Catalogue("mistral-medium-3-5", Maker.MISTRAL, K128),
            new Catalogue("Cohere-command-a", Maker.COHERE, 131_072));

    /** MAI's model has a route of its own, and beside it only the Responses API. */
    private static final Catalogue MAI = new Catalogue("MAI-Thinking-1", Maker.MAI, 256_000);

    /** Names that Azure uses for models of OpenAI, and one that tells nothing of the model behind it. */
    private static final Map<String, String> ALIASES = Map.of(
            "my-gpt", "gpt-4o",
            "gpt-35-turbo", "gpt-3.5-turbo",
            "codex-mini", "codex-mini-latest",
            "gpt-5.1-chat", "gpt-5.1-chat-latest",
            "model-router", "gpt-4.1-mini");

    private static final List<String> OPENAI =
            List.of("gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-5", "gpt-5-mini", "gpt-5.1", "o3-mini", "o4-mini");

    private Deployments() {}

    static List<String> names() {
        return Stream.concat(CATALOGUE.stream().map(Catalogue::underlying), OPENAI.stream())
                .toList();
    }

    /** The names on a resource of OpenAI's models. */
    static List<String> openAiNames() {
        return Stream.concat(
                        OpenAiModels.ids().stream().filter(id -> !id.endsWith("-latest")),
                        ALIASES.keySet().stream().sorted())
                .toList();
    }

    /** What exactly that name stands for on a resource of OpenAI's models, or null when nobody deployed that. */
    static @Nullable Deployment named(String name) {
        for (Catalogue known : CATALOGUE) {
            if (known.underlying().equalsIgnoreCase(name)) {
                return known;
            }
        }
        String lower = name.toLowerCase(Locale.ROOT);
        OpenAiModel model = OpenAiModels.find(ALIASES.getOrDefault(lower, lower));
        return model == null ? null : new OpenAi(model);
    }

    /** What the name stands for on the Responses API of a Foundry resource. */
    static @Nullable Deployment onResponses(String name) {
        return name.equalsIgnoreCase(MAI.underlying()) ? MAI : find(name);
    }

    /** What the name stands for, or null when nobody deployed that. */
    static @Nullable Deployment find(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (Catalogue known : CATALOGUE) {
            if (lower.startsWith(known.underlying().toLowerCase(Locale.ROOT))) {
                return known;
            }
        }
        Maker maker = maker(lower);
        if (maker != null) {
            return new Catalogue(name, maker, maker == Maker.KIMI ? 262_144 : K128);
        }
        OpenAiModel model = lower.equals("my-gpt")
                ? null
                : OpenAiModels.recognise(ALIASES.getOrDefault(lower, lower.replace("gpt-35-", "gpt-3.5-")));
        return model == null ? null : new OpenAi(model);
    }

    private static @Nullable Maker maker(String lower) {
        if (lower.startsWith("kimi")) {
            return Maker.KIMI;
        }
        if (lower.startsWith("deepseek")) {
            return Maker.DEEPSEEK;
        }
        if (lower.startsWith("grok")) {
            return Maker.GROK;
        }
        if (lower.startsWith("llama") || lower.startsWith("meta-llama")) {
            return Maker.LLAMA;
        }
        if (lower.startsWith("mistral") || lower.startsWith("ministral") || lower.startsWith("codestral")) {
            return Maker.MISTRAL;
        }
        if (lower.startsWith("cohere")) {
            return Maker.COHERE;
        }
        return lower.startsWith("phi-") ? Maker.PHI : null;
    }
}

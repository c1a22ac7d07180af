package dev.parlance.sandbox.azure;

import dev.parlance.sandbox.azure.Deployment.Catalogue;
import dev.parlance.sandbox.azure.Deployment.OpenAi;
import dev.parlance.sandbox.azure.Deployment.Vendor;
import dev.parlance.sandbox.openai.OpenAiModel;
import dev.parlance.sandbox.openai.OpenAiModels;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The deployments of the simulated resource: every name whose family can be recognised exists. The windows are those of Microsoft's list of
 * models sold by Azure.
 */
final class Deployments {
    private static final long K128 = 128_000;

    private static final List<Catalogue> CATALOGUE = List.of(
            new Catalogue("Kimi-K2.5", Vendor.KIMI, 262_144),
            new Catalogue("Kimi-K2.6", Vendor.KIMI, 262_144),
            new Catalogue("Kimi-K2.7-Code", Vendor.KIMI, 262_144),
            new Catalogue("DeepSeek-V3.2", Vendor.DEEPSEEK, K128),
            new Catalogue("DeepSeek-V4-Pro", Vendor.DEEPSEEK, 1_000_000),
            new Catalogue("DeepSeek-V4-Flash", Vendor.DEEPSEEK, 1_000_000),
            new Catalogue("DeepSeek-R1-0528", Vendor.DEEPSEEK, K128),
            new Catalogue("Llama-3.3-70B-Instruct", Vendor.LLAMA, K128),
            new Catalogue("Llama-4-Maverick-17B-128E-Instruct-FP8", Vendor.LLAMA, 1_000_000),
            new Catalogue("grok-4-1-fast-non-reasoning", Vendor.GROK, K128),
            new Catalogue("grok-4.7", Vendor.GROK, 500_000),
            new Catalogue("grok-code-fast-1", Vendor.GROK, 256_000),
            new Catalogue("grok-4", Vendor.GROK, 262_000),
            new Catalogue("Mistral-Large-3", Vendor.MISTRAL, K128),
            new Catalogue("mistral-medium-3-5", Vendor.MISTRAL, K128),
            new Catalogue("Cohere-command-a", Vendor.COHERE, 131_072));

    private static final List<String> OPENAI =
            List.of("gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-5", "gpt-5-mini", "gpt-5.1", "o3-mini", "o4-mini");

    private Deployments() {}

    static List<String> names() {
        return Stream.concat(CATALOGUE.stream().map(Catalogue::underlying), OPENAI.stream())
                .toList();
    }

    /** What the name stands for, or null when nobody deployed that. */
    static @Nullable Deployment find(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (Catalogue known : CATALOGUE) {
            if (lower.startsWith(known.underlying().toLowerCase(Locale.ROOT))) {
                return known;
            }
        }
        Vendor vendor = vendor(lower);
        if (vendor != null) {
            return new Catalogue(name, vendor, vendor == Vendor.KIMI ? 262_144 : K128);
        }
        OpenAiModel model = OpenAiModels.recognise(lower.replace("gpt-35-", "gpt-3.5-"));
        return model == null ? null : new OpenAi(model);
    }

    private static @Nullable Vendor vendor(String lower) {
        if (lower.startsWith("kimi")) {
            return Vendor.KIMI;
        }
        if (lower.startsWith("deepseek")) {
            return Vendor.DEEPSEEK;
        }
        if (lower.startsWith("grok")) {
            return Vendor.GROK;
        }
        if (lower.startsWith("llama") || lower.startsWith("meta-llama")) {
            return Vendor.LLAMA;
        }
        if (lower.startsWith("mistral") || lower.startsWith("ministral") || lower.startsWith("codestral")) {
            return Vendor.MISTRAL;
        }
        if (lower.startsWith("cohere")) {
            return Vendor.COHERE;
        }
        return lower.startsWith("phi-") ? Vendor.PHI : null;
    }
}

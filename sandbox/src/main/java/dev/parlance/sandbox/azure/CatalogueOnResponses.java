package dev.parlance.sandbox.azure;

import dev.parlance.sandbox.azure.Deployment.Catalogue;
import dev.parlance.sandbox.responses.ResponsesModel;
import dev.parlance.sandbox.responses.ResponsesModel.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which catalogue deployments the Responses API has, and what becomes of their parameters there. */
final class CatalogueOnResponses {
    private CatalogueOnResponses() {}

    /**
     * The facts of a deployment.
     *
     * @throws dev.parlance.sandbox.host.Refusal when the API does not have it
     */
    static ResponsesModel model(Catalogue deployment) {
        String id = deployment.underlying().toLowerCase(Locale.ROOT);
        return switch (deployment.maker()) {
            // The effort of Grok is documented; its reasoning is never shown ("Grok on Foundry").
            case GROK ->
                id.contains("non-reasoning")
                        ? facts(deployment, false, List.of(), EnumSet.of(Trait.FREE_SAMPLING))
                        : facts(
                                deployment,
                                true,
                                List.of("low", "medium", "high"),
                                EnumSet.of(Trait.FREE_SAMPLING, Trait.SILENT));
            // An effort is refused (esengine/DeepSeek-Reasonix#1299), the budget ignored (anomalyco/opencode#29776).
            case DEEPSEEK ->
                facts(deployment, id.contains("-r1"), List.of(), EnumSet.of(Trait.FREE_SAMPLING, Trait.BUDGET_IGNORED));
            case KIMI -> facts(deployment, true, List.of(), EnumSet.of(Trait.FREE_SAMPLING, Trait.BUDGET_IGNORED));
            case LLAMA, MISTRAL ->
                facts(deployment, false, List.of(), EnumSet.of(Trait.FREE_SAMPLING, Trait.BUDGET_IGNORED));
            case MAI -> facts(deployment, true, List.of(), EnumSet.of(Trait.FREE_SAMPLING, Trait.SILENT));
            case COHERE, PHI -> throw AzureErrors.notOffered("responses", deployment.underlying());
        };
    }

    private static ResponsesModel facts(
            Catalogue deployment, boolean reasons, List<String> efforts, Set<Trait> traits) {
        return new ResponsesModel(
                deployment.underlying(),
                deployment.underlying(),
                reasons,
                efforts,
                efforts.isEmpty() ? "" : "high",
                deployment.window(),
                deployment.window(),
                traits);
    }
}

package dev.parlance.sandbox.azure;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.azure.Deployment.Catalogue;
import dev.parlance.sandbox.azure.Deployment.OpenAi;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Finish;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.openai.OpenAiErrors;
import dev.parlance.sandbox.openai.OpenAiModel;
import dev.parlance.sandbox.openai.OpenAiModels;
import dev.parlance.sandbox.responses.ResponsesBody;
import dev.parlance.sandbox.responses.ResponsesError;
import dev.parlance.sandbox.responses.ResponsesHabits;
import dev.parlance.sandbox.responses.ResponsesHost;
import dev.parlance.sandbox.responses.ResponsesModel;
import dev.parlance.sandbox.responses.ResponsesModel.Trait;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A resource's side of the Responses API.
 *
 * @param version null on the v1 route
 */
record AzureResponses(Resource resource, @Nullable ApiVersion version) implements ResponsesHost {
    /** Microsoft's table of reasoning models. */
    private static final Set<String> WITHOUT_SUMMARY = Set.of("o1", "o3-mini", "o3-pro");

    @Override
    public ResponsesHabits habits() {
        return ResponsesHabits.azure(resource.host());
    }

    @Override
    public void authenticate(SandboxRequest request) {
        AzureKeys.one(request);
        if (version == null) {
            AzureChat.v1(request);
        }
    }

    @Override
    public SandboxAnswer unreadable(String reason) {
        return AzureErrors.notJson();
    }

    @Override
    public SandboxAnswer unknownRoute(SandboxRequest request) {
        return AzureErrors.unknownPath();
    }

    @Override
    public ResponsesModel model(String id) {
        return switch (resource.deployment(id)) {
            case OpenAi openAi -> openAi(openAi.model());
            case Catalogue catalogue -> CatalogueOnResponses.model(catalogue);
        };
    }

    @Override
    public void check(ResponsesBody body, ResponsesModel model) {
        if (body.value("context_management") != null) {
            throw OpenAiErrors.unsupportedParameter("context_management");
        }
        if (version != null) {
            DatedRules.check(body, model.id(), version);
        }
    }

    @Override
    public SandboxAnswer fault(int status, String detail, ResponsesModel model) {
        return AzureFaults.answer(
                status,
                detail,
                resource.deployment(model.id()),
                "Responses_Create Operation under Azure OpenAI API version "
                        + (version == null ? "v1" : version.text()));
    }

    @Override
    public SandboxAnswer error(int status, ResponsesError error) {
        return OpenAiErrors.error(status, error.type(), error.message(), error.param(), error.code());
    }

    /** The notes of the filter: null until the answer has ended. Recorded: vercel/ai, packages/azure. */
    @Override
    public JsonObject dressed(JsonObject response, @Nullable Reply reply) {
        JsonValue filters = reply == null
                ? JsonNull.NULL
                : ContentFilter.ofResponse(reply.text().length(), reply.finish() == Finish.CONTENT_FILTER);
        return response.with("content_filters", filters);
    }

    private static ResponsesModel openAi(OpenAiModel model) {
        ResponsesModel facts = OpenAiModels.onResponses(model);
        // The answers name the underlying model without its date, as recorded.
        ResponsesModel undated = new ResponsesModel(
                facts.id(),
                facts.id(),
                facts.reasons(),
                facts.efforts(),
                facts.defaultEffort(),
                facts.window(),
                facts.mostOutput(),
                facts.traits());
        undated = WITHOUT_SUMMARY.contains(model.id()) ? undated.with(Trait.NO_SUMMARY) : undated;
        return OpenAiDeploymentRules.streamless(model.id()) ? undated.with(Trait.NO_STREAM) : undated;
    }
}

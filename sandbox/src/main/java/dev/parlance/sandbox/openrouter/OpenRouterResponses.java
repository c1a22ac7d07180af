package dev.parlance.sandbox.openrouter;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.openrouter.RoutedModel.Thinking;
import dev.parlance.sandbox.responses.ResponsesError;
import dev.parlance.sandbox.responses.ResponsesHabits;
import dev.parlance.sandbox.responses.ResponsesHost;
import dev.parlance.sandbox.responses.ResponsesModel;
import dev.parlance.sandbox.responses.ResponsesModel.Trait;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** OpenRouter's side of the Responses API. What a model does not take is dropped. */
final class OpenRouterResponses implements ResponsesHost {
    private static final long WINDOW = 131_072;
    private static final List<String> EFFORTS = List.of("xhigh", "high", "medium", "low", "minimal", "none");

    private final OpenRouterHost host;

    OpenRouterResponses(OpenRouterHost host) {
        this.host = host;
    }

    @Override
    public ResponsesHabits habits() {
        return ResponsesHabits.OPENROUTER;
    }

    @Override
    public void authenticate(SandboxRequest request) {
        host.authenticate(request);
    }

    @Override
    public SandboxAnswer unreadable(String reason) {
        return host.unreadable(reason);
    }

    @Override
    public SandboxAnswer unknownRoute(SandboxRequest request) {
        return host.unknownRoute(request);
    }

    @Override
    public ResponsesModel model(String id) {
        RoutedModel model = routed(id);
        return new ResponsesModel(
                id,
                id,
                model.thinking() != Thinking.NEVER,
                EFFORTS,
                model.thinking() == Thinking.WHEN_ASKED ? "none" : "medium",
                WINDOW,
                WINDOW,
                Set.of(Trait.FREE_SAMPLING));
    }

    @Override
    public SandboxAnswer fault(int status, String detail, ResponsesModel model) {
        return RouterErrors.status(status, detail, model.id(), routed(model.id()));
    }

    @Override
    public SandboxAnswer error(int status, ResponsesError error) {
        return RouterErrors.error(status, error.message());
    }

    /** Recorded: pydantic/pydantic-ai, a response of OpenRouter. */
    @Override
    public JsonObject dressed(JsonObject response, @Nullable Reply reply) {
        return response.with("output_text", JsonValue.of(""));
    }

    private static RoutedModel routed(String id) {
        RoutedModel model = RoutedModel.find(id);
        if (model == null) {
            throw new Refusal(RouterErrors.error(400, id + " is not a valid model ID"));
        }
        return model;
    }
}

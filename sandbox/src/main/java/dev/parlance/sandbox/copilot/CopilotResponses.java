package dev.parlance.sandbox.copilot;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.responses.ResponsesError;
import dev.parlance.sandbox.responses.ResponsesHabits;
import dev.parlance.sandbox.responses.ResponsesHost;
import dev.parlance.sandbox.responses.ResponsesModel;
import dev.parlance.sandbox.responses.ResponsesModel.Trait;
import java.util.Set;

/** Copilot's side of the Responses API: the models that are listed there, and the price on the last event. */
final class CopilotResponses implements ResponsesHost {
    private final CopilotHost host;

    CopilotResponses(CopilotHost host) {
        this.host = host;
    }

    @Override
    public ResponsesHabits habits() {
        return ResponsesHabits.COPILOT;
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
        CopilotModel model = listed(id);
        if (!model.serves(CopilotModel.RESPONSES)) {
            throw new Refusal(CopilotErrors.notHere(model, CopilotModel.RESPONSES));
        }
        return new ResponsesModel(
                model.id(),
                model.snapshot(),
                !model.efforts().isEmpty(),
                model.efforts(),
                model.efforts().contains("none") ? "none" : "medium",
                model.mostPrompt() + model.mostOutput(),
                model.mostOutput(),
                Set.of(Trait.PHASES));
    }

    @Override
    public SandboxAnswer fault(int status, String detail, ResponsesModel model) {
        return CopilotErrors.status(status, detail, listed(model.id()));
    }

    @Override
    public SandboxAnswer error(int status, ResponsesError error) {
        String code = error.code();
        return CopilotErrors.error(status, error.message(), code == null ? "invalid_request_body" : code);
    }

    @Override
    public JsonObject dressedEnd(JsonObject event, Reply reply) {
        return event.with("copilot_usage", Price.of(reply.tokens()));
    }

    private static CopilotModel listed(String id) {
        CopilotModel model = CopilotModel.find(id);
        if (model == null) {
            throw new Refusal(CopilotErrors.unknownModel());
        }
        return model;
    }
}

package dev.parlance.sandbox.openai;

import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.responses.ResponsesError;
import dev.parlance.sandbox.responses.ResponsesHabits;
import dev.parlance.sandbox.responses.ResponsesHost;
import dev.parlance.sandbox.responses.ResponsesModel;

/** OpenAI's side of the Responses API. */
final class OpenAiResponses implements ResponsesHost {
    @Override
    public ResponsesHabits habits() {
        return ResponsesHabits.OPENAI;
    }

    @Override
    public void authenticate(SandboxRequest request) {
        OpenAiHost.checkKey(request);
    }

    @Override
    public SandboxAnswer unreadable(String reason) {
        return OpenAiHost.notJson();
    }

    @Override
    public SandboxAnswer unknownRoute(SandboxRequest request) {
        return OpenAiHost.invalidUrl(request);
    }

    @Override
    public ResponsesModel model(String id) {
        return OpenAiModels.onResponses(OpenAiHost.model(id));
    }

    @Override
    public SandboxAnswer fault(int status, String detail, ResponsesModel model) {
        return OpenAiFaults.answer(status, detail, OpenAiHost.model(model.id()));
    }

    @Override
    public SandboxAnswer error(int status, ResponsesError error) {
        return OpenAiErrors.error(status, error.type(), error.message(), error.param(), error.code());
    }
}

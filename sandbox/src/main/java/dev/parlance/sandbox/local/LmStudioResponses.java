package dev.parlance.sandbox.local;

import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.responses.ResponsesError;
import dev.parlance.sandbox.responses.ResponsesHabits;
import dev.parlance.sandbox.responses.ResponsesHost;
import dev.parlance.sandbox.responses.ResponsesModel;
import dev.parlance.sandbox.responses.ResponsesModel.Trait;
import java.util.List;
import java.util.Set;

/** LM Studio's side of the Responses API: every model is there, an effort switches thinking. */
final class LmStudioResponses implements ResponsesHost {
    private static final long WINDOW = 131_072;
    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high", "xhigh");

    private final LmStudioHost host;

    LmStudioResponses(LmStudioHost host) {
        this.host = host;
    }

    @Override
    public ResponsesHabits habits() {
        return ResponsesHabits.LM_STUDIO;
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
        if (id.startsWith("missing")) {
            throw new Refusal(host.error(404, host.missing(id)));
        }
        return new ResponsesModel(
                id, id, LocalServer.thoughtful(id), EFFORTS, "medium", WINDOW, WINDOW, Set.of(Trait.FREE_SAMPLING));
    }

    @Override
    public SandboxAnswer fault(int status, String detail, ResponsesModel model) {
        return host.fault(status, detail, new ChatBody(object("model", model.id())));
    }

    @Override
    public SandboxAnswer error(int status, ResponsesError error) {
        return host.error(status, error.message());
    }
}

package dev.parlance.sandbox.deepseek;

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

/** DeepSeek's Responses layer, which has the models of the fourth generation; the effort {@code none} stops thinking. */
final class DeepSeekResponses implements ResponsesHost {
    private static final List<String> EFFORTS =
            List.of("none", "minimal", "low", "medium", "high", "xhigh", "max", "ultra");

    private final DeepSeekHost host;

    DeepSeekResponses(DeepSeekHost host) {
        this.host = host;
    }

    @Override
    public ResponsesHabits habits() {
        return ResponsesHabits.DEEPSEEK;
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
        DeepSeekModel model = fourth(id);
        return new ResponsesModel(
                model.id(),
                model.id(),
                true,
                EFFORTS,
                "high",
                model.window(),
                model.mostOutput(),
                Set.of(Trait.FREE_SAMPLING, Trait.PHASES));
    }

    @Override
    public SandboxAnswer fault(int status, String detail, ResponsesModel model) {
        return DeepSeekErrors.status(status, detail, fourth(model.id()));
    }

    @Override
    public SandboxAnswer error(int status, ResponsesError error) {
        return DeepSeekErrors.error(status, error.type(), error.message());
    }

    private static DeepSeekModel fourth(String id) {
        DeepSeekModel model = DeepSeekModel.find(id);
        if (model == null || model.generation() != Generation.V4) {
            throw new Refusal(DeepSeekErrors.unknownModel());
        }
        return model;
    }
}

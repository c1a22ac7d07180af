package dev.parlance.sandbox.moonshot;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.ChatHost;
import dev.parlance.sandbox.chat.EventStream;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.SimulatedModel;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.List;
import java.util.Map;

/** What the two endpoints of Moonshot AI have in common. */
abstract class MoonshotChat extends ChatHost {
    private static final JsonValue IN_BAND_ERROR = MoonshotErrors.body(
            "engine_overloaded_error", "The engine is currently overloaded, please try again later");

    private final KimiModels models;

    MoonshotChat(KimiModels models) {
        this.models = models;
    }

    /** Refuses a thinking wish that the endpoint does not take. */
    abstract void checkThinking(ChatBody body, KimiModel model);

    /** Refuses a body that is too large. */
    abstract void checkSize(SandboxRequest request, ChatBody body);

    @Override
    public final List<String> models() {
        return models.ids();
    }

    final List<KimiModel> listed() {
        return models.listed();
    }

    final KimiModel model(ChatBody body) {
        KimiModel model = models.find(body.model());
        if (model == null) {
            throw new Refusal(MoonshotFaults.notFound(body.model()));
        }
        return model;
    }

    @Override
    protected final SandboxAnswer unknownRoute(SandboxRequest request) {
        return MoonshotErrors.unknownPath(request.method(), request.path());
    }

    @Override
    protected final SandboxAnswer unreadable(String reason) {
        return MoonshotErrors.error(400, MoonshotErrors.INVALID, "Invalid request: " + reason);
    }

    @Override
    protected final void check(SandboxRequest request, ChatBody body) {
        checkSize(request, body);
        KimiModel model = model(body);
        checkThinking(body, model);
        SamplingRules.check(body, model);
        ToolRules.check(body, model);
        FormatRules.check(body);
        MessageRules.check(body, model);
    }

    @Override
    protected final SandboxAnswer speak(ChatBody body, Faults faults, Digest digest) {
        boolean thinks = model(body).thinks(body);
        Reply reply = SimulatedModel.reply(body, thinks, (name, position) -> name + ":" + position, faults);
        MoonshotWire wire = new MoonshotWire(body, reply, thinks, digest);
        return body.stream()
                ? EventStream.of(wire.chunks(), IN_BAND_ERROR, faults)
                : SandboxAnswer.json(200, wire.plain());
    }

    @Override
    protected final Map<String, String> headers(Digest digest) {
        return Map.of("x-trace-id", digest.hex("trace", 32));
    }
}

package dev.parlance.sandbox.copilot;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.sandbox.anthropic.MessagesRoute;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.ChatHost;
import dev.parlance.sandbox.chat.EventStream;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.SimulatedModel;
import dev.parlance.sandbox.copilot.CopilotModel.Maker;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.replay.SealedCalls;
import dev.parlance.sandbox.responses.ResponsesApi;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** GitHub Copilot: Chat Completions, Responses and Messages, base URL {@code https://api.githubcopilot.com}, which has no version in its path. */
public final class CopilotHost extends ChatHost {
    private static final SealedCalls OWN = new SealedCalls("github-copilot", Pattern.compile("call_([A-Za-z0-9]{24})"));

    private final ResponsesApi responses = new ResponsesApi(new CopilotResponses(this));
    private final MessagesRoute messages = MessagesRoute.hosted(false);

    /** The host. */
    public CopilotHost() {}

    @Override
    public String name() {
        return "github-copilot";
    }

    @Override
    public List<String> models() {
        return CopilotModel.all().stream().map(CopilotModel::id).toList();
    }

    @Override
    protected List<String> prefixes() {
        return List.of();
    }

    @Override
    protected @Nullable SandboxAnswer elsewhere(SandboxRequest request) {
        if (request.path().startsWith("/v1/messages")) {
            authenticate(request);
            return messages.answer(request);
        }
        return ResponsesApi.serves(request) ? responses.answer(request) : null;
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        return CopilotErrors.plain(404, "404 page not found");
    }

    /** A session token and the headers of an editor. */
    @Override
    protected void authenticate(SandboxRequest request) {
        String key = request.bearerKey();
        if (key == null) {
            throw new Refusal(CopilotErrors.unauthorized());
        }
        if (key.startsWith("bad")) {
            throw new Refusal(CopilotErrors.expired());
        }
        for (String name : List.of("Editor-Version", "Copilot-Integration-Id")) {
            String value = request.header(name.toLowerCase(Locale.ROOT));
            if (value == null || value.isBlank()) {
                throw new Refusal(CopilotErrors.missingHeader(name));
            }
        }
    }

    @Override
    protected SandboxAnswer unreadable(String reason) {
        return CopilotErrors.error(400, "invalid request body: " + reason, "invalid_request_body");
    }

    @Override
    protected JsonValue modelList() {
        return ModelList.of(CopilotModel.all());
    }

    @Override
    protected void check(SandboxRequest request, ChatBody body) {
        CopilotModel model = model(body);
        if (!model.serves(CopilotModel.CHAT)) {
            throw new Refusal(CopilotErrors.notHere(model, CopilotModel.CHAT));
        }
        BodyRules.check(request, body, model);
        if (model.maker() == Maker.GOOGLE) {
            OpaqueReasoning.check(body, OWN);
        }
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        return CopilotErrors.status(status, detail, model(body));
    }

    @Override
    protected SandboxAnswer speak(ChatBody body, Faults faults, Digest digest) {
        CopilotModel model = model(body);
        Reply said = SimulatedModel.reply(
                body,
                model.thinks(body),
                (name, position) -> prefix(model) + digest.letters("call" + position, 24),
                faults);
        Reply reply = switch (model.maker()) {
            case OPENAI -> said;
            case ANTHROPIC -> SpokenCalls.of(said, body);
            case GOOGLE -> OWN.seal(said);
        };
        CopilotWire wire = CopilotWire.of(model, reply, digest);
        return body.stream()
                ? EventStream.of(wire.chunks(), CopilotErrors.inBand(), faults)
                : SandboxAnswer.json(200, wire.plain());
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Map.of("x-request-id", digest.uuid("request"), "x-github-request-id", digest.hex("github", 24));
    }

    private static String prefix(CopilotModel model) {
        return switch (model.maker()) {
            case OPENAI, GOOGLE -> "call_";
            case ANTHROPIC -> "tooluse_";
        };
    }

    private static CopilotModel model(ChatBody body) {
        CopilotModel model = CopilotModel.find(body.model());
        if (model == null) {
            throw new Refusal(CopilotErrors.unknownModel());
        }
        return model;
    }
}

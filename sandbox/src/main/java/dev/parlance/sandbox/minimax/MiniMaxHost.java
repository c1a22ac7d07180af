package dev.parlance.sandbox.minimax;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.ChatHost;
import dev.parlance.sandbox.chat.EventStream;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.SimulatedModel;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxAnswer.Chunk;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.replay.SealedCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** MiniMax's Chat Completions, base URL {@code https://api.minimax.io/v1}. */
public final class MiniMaxHost extends ChatHost {
    private static final SealedCalls OWN =
            new SealedCalls("minimax", Pattern.compile("call_function_([0-9a-z]{12})_[0-9]+"));

    /** The host. */
    public MiniMaxHost() {}

    @Override
    public String name() {
        return "minimax";
    }

    @Override
    public List<String> models() {
        return MiniMaxModel.ids();
    }

    @Override
    protected List<String> prefixes() {
        return List.of("/v1");
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        return SandboxAnswer.text(404, "text/plain", "404 page not found");
    }

    @Override
    protected void authenticate(SandboxRequest request) {
        String key = request.bearerKey();
        if (key == null) {
            throw new Refusal(MiniMaxErrors.noKey());
        }
        if (key.startsWith("bad")) {
            throw new Refusal(MiniMaxErrors.badKey());
        }
    }

    @Override
    protected SandboxAnswer unreadable(String reason) {
        return MiniMaxErrors.invalidAnswer(reason);
    }

    @Override
    protected JsonValue modelList() {
        List<JsonValue> models = new ArrayList<>();
        for (String id : MiniMaxModel.ids()) {
            models.add(object(
                    member("id", id),
                    member("object", "model"),
                    member("created", MiniMaxWire.CREATED),
                    member("owned_by", "minimax")));
        }
        return object(member("object", "list"), member("data", new JsonArray(models)));
    }

    @Override
    protected void check(SandboxRequest request, ChatBody body) {
        MiniMaxModel model = model(body);
        ParameterRules.check(body, model);
        ConversationRules.check(body, model);
        ReturnedThought.check(ParameterRules.heard(body), model, OWN);
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        return MiniMaxErrors.status(status, detail, model(body));
    }

    @Override
    protected SandboxAnswer speak(ChatBody body, Faults faults, Digest digest) {
        MiniMaxModel model = model(body);
        ChatBody heard = ParameterRules.heard(body);
        boolean thinks = model.thinks(body);
        Reply reply = OWN.seal(SimulatedModel.reply(
                heard,
                thinks,
                (name, position) -> "call_function_" + digest.hex("call" + position, 12) + "_" + (position + 1),
                faults));
        MiniMaxWire wire = new MiniMaxWire(body, model, thinks ? reply : Unthought.marked(reply, heard), digest);
        if (!body.stream()) {
            return SandboxAnswer.json(200, wire.plain());
        }
        // A long answer on request is for load, and would grow beyond measure if each chunk repeated all before it.
        boolean growing = model.cumulative() && faults.tokens() == 0;
        MiniMaxChunks chunks = new MiniMaxChunks(wire, growing, body.includeUsage());
        return withoutMarker(
                EventStream.of(model.flagged() ? chunks.flagged() : chunks.usual(), MiniMaxErrors.inBand(), faults));
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Map.of(
                "trace-id", digest.hex("trace", 32),
                "minimax-request-id", digest.hex("request", 32));
    }

    /** No recorded stream of the host ends with the marker. */
    private static SandboxAnswer withoutMarker(SandboxAnswer stream) {
        List<Chunk> chunks = stream.chunks().stream()
                .filter(chunk -> !chunk.text().equals("data: [DONE]\n\n"))
                .toList();
        return new SandboxAnswer(stream.status(), stream.headers(), chunks, stream.ending());
    }

    private static MiniMaxModel model(ChatBody body) {
        MiniMaxModel model = MiniMaxModel.find(body.model());
        if (model == null) {
            throw MiniMaxErrors.invalid("unknown model '" + body.model() + "'");
        }
        return model;
    }
}

package dev.parlance.sandbox.groq;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.sandbox.chat.CallIds;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.ChatHost;
import dev.parlance.sandbox.chat.EventStream;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.SimulatedModel;
import dev.parlance.sandbox.compatible.CompatibleWire;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxAnswer.Chunk;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Groq, base URL {@code https://api.groq.com/openai/v1}. */
public final class GroqHost extends ChatHost {
    /** The host. */
    public GroqHost() {}

    @Override
    public String name() {
        return "groq";
    }

    @Override
    public List<String> models() {
        return GroqModel.ids();
    }

    @Override
    protected List<String> prefixes() {
        return List.of("/openai/v1", "/v1");
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        return GroqErrors.error(
                404,
                "invalid_request_error",
                "Unknown request URL: " + request.method() + " /openai/v1" + request.path()
                        + ". Please check the URL for typos.",
                "unknown_url");
    }

    @Override
    protected void authenticate(SandboxRequest request) {
        String key = request.bearerKey();
        if (key == null || key.startsWith("bad")) {
            throw new Refusal(GroqErrors.badKey());
        }
    }

    @Override
    protected SandboxAnswer unreadable(String reason) {
        return GroqErrors.error(400, "invalid_request_error", "could not parse JSON body: " + reason, null);
    }

    @Override
    protected JsonValue modelList() {
        List<JsonValue> models = new ArrayList<>();
        for (String id : GroqModel.ids()) {
            models.add(object(
                    member("id", id),
                    member("object", "model"),
                    member("created", CompatibleWire.CREATED),
                    member("owned_by", "Groq"),
                    member("active", true)));
        }
        return object(member("object", "list"), member("data", new JsonArray(models)));
    }

    @Override
    protected void check(SandboxRequest request, ChatBody body) {
        GroqRules.check(body, model(body));
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        return GroqErrors.status(status, detail, body.model());
    }

    @Override
    protected SandboxAnswer speak(ChatBody body, Faults faults, Digest digest) {
        GroqModel model = model(body);
        String format = model.format(body);
        Reply whole = SimulatedModel.reply(body, model.thinks(body), callIds(model, digest), faults);
        GroqWire wire = new GroqWire(body, format.equals("hidden") ? shown(whole) : whole, model, format, digest);
        if (!body.stream()) {
            return SandboxAnswer.json(200, wire.plain());
        }
        SandboxAnswer stream = EventStream.of(wire.chunks(), GroqErrors.inBand(), faults);
        return faults.errorInStream() ? named(stream) : stream;
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Map.of(
                "x-request-id", "req_01" + digest.hex("request", 24),
                "x-groq-region", "yul",
                "x-ratelimit-limit-requests", "1000",
                "x-ratelimit-limit-tokens", "6000",
                "x-ratelimit-remaining-requests", "999",
                "x-ratelimit-remaining-tokens", "5814",
                "x-ratelimit-reset-requests", "1m26.4s",
                "x-ratelimit-reset-tokens", "1.859999999s");
    }

    private static Reply shown(Reply whole) {
        return new Reply(
                whole.pieces().stream()
                        .filter(piece -> !(piece instanceof Piece.Reasoning))
                        .toList(),
                whole.finish(),
                whole.tokens());
    }

    private static CallIds callIds(GroqModel model, Digest digest) {
        return switch (model.family()) {
            case GPT_OSS -> (name, position) -> "fc_" + digest.uuid("call" + position);
            case QWEN ->
                (name, position) -> digest.letters("call" + position, 9).toLowerCase(Locale.ROOT);
            case PLAIN -> (name, position) -> "functions." + name + ":" + position;
        };
    }

    /** The error inside a stream has a name of its own, unlike every other event (recorded: pydantic/pydantic-ai, tool use failed). */
    private static SandboxAnswer named(SandboxAnswer stream) {
        List<Chunk> chunks = new ArrayList<>(stream.chunks());
        Chunk last = chunks.removeLast();
        chunks.add(new Chunk(last.delay(), "event: error\n" + last.text()));
        return new SandboxAnswer(stream.status(), stream.headers(), chunks, stream.ending());
    }

    private static GroqModel model(ChatBody body) {
        GroqModel model = GroqModel.find(body.model());
        if (model == null) {
            throw new Refusal(GroqErrors.notFound(body.model()));
        }
        return model;
    }
}

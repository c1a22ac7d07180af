package dev.parlance.sandbox.local;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.CallIds;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.ChatHost;
import dev.parlance.sandbox.chat.EventStream;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.SimulatedModel;
import dev.parlance.sandbox.compatible.CompatibleWire;
import dev.parlance.sandbox.compatible.Spelling;
import dev.parlance.sandbox.compatible.Switch;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A server that somebody runs at home: a key is optional, and every model is there but one whose name starts with {@code missing}. Models
 * think unless their name tells that they cannot or the request that they shall not.
 */
abstract class LocalServer extends ChatHost {
    private static final Pattern THOUGHTLESS =
            Pattern.compile("(?i).*(llama|gemma|opt-125m|instruct|mistral-7b|phi-?[34]).*");

    private final String name;
    private final List<String> models;
    private final Set<Switch> heard;
    private final Spelling spelling;

    LocalServer(String name, List<String> models, Set<Switch> heard, Spelling spelling) {
        this.name = name;
        this.models = models;
        this.heard = heard;
        this.spelling = spelling;
    }

    /** The server's own error body. */
    abstract JsonValue errorBody(int status, String message);

    /** What the server says when the window is full. */
    abstract String overflow();

    /** How the server names calls. */
    abstract CallIds callIds(Digest digest);

    /** The request as the server understands it: what it ignores is gone, its own spellings are translated. */
    abstract ChatBody understood(ChatBody body);

    /** The message for a model that is not there. */
    String missing(String model) {
        return "The model `" + model + "` does not exist.";
    }

    /** Members that a whole answer carries beyond the dialect. */
    JsonObject finished(JsonObject answer, Reply reply) {
        return answer;
    }

    final SandboxAnswer error(int status, String message) {
        return SandboxAnswer.json(status, errorBody(status, message));
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final List<String> models() {
        return models;
    }

    @Override
    protected final List<String> prefixes() {
        return List.of("/v1");
    }

    @Override
    protected final void authenticate(SandboxRequest request) {
        String key = request.bearerKey();
        if (key != null && key.startsWith("bad")) {
            throw new Refusal(error(401, "Unauthorized"));
        }
    }

    @Override
    protected final SandboxAnswer unreadable(String reason) {
        return error(400, "The request cannot be read: " + reason);
    }

    @Override
    protected final JsonValue modelList() {
        List<JsonValue> listed = new ArrayList<>();
        for (String id : models) {
            listed.add(object(
                    member("id", id),
                    member("object", "model"),
                    member("created", CompatibleWire.CREATED),
                    member("owned_by", name)));
        }
        return object(member("object", "list"), member("data", new JsonArray(listed)));
    }

    @Override
    protected void check(SandboxRequest request, ChatBody body) {
        if (body.model().startsWith("missing")) {
            throw new Refusal(error(404, missing(body.model())));
        }
        if (!(body.value("messages") instanceof JsonArray(List<JsonValue> messages)) || messages.isEmpty()) {
            throw new Refusal(error(400, "messages: Field required"));
        }
    }

    @Override
    protected final SandboxAnswer fault(int status, String detail, ChatBody body) {
        return switch (status) {
            case 400 -> error(400, detail.equals("context") ? overflow() : "the sandbox was asked for status 400");
            case 401 -> error(401, "Unauthorized");
            case 404 -> error(404, missing(body.model()));
            case 500 -> error(500, "The engine encountered an issue.");
            case 503 -> error(503, "Loading model");
            default -> error(status, "simulated status " + status);
        };
    }

    @Override
    protected final SandboxAnswer speak(ChatBody asked, Faults faults, Digest digest) {
        ChatBody body = understood(asked);
        Reply reply = SimulatedModel.reply(body, thinks(body), callIds(digest), faults);
        CompatibleWire wire = new CompatibleWire(body, reply, spelling, digest, body.model());
        if (!body.stream()) {
            return SandboxAnswer.json(200, finished(wire.plain(), reply));
        }
        List<JsonObject> chunks = new ArrayList<>(wire.chunks());
        chunks.add(finished(chunks.removeLast(), reply));
        return EventStream.of(chunks, errorBody(500, "The engine encountered an issue."), faults);
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Map.of();
    }

    private boolean thinks(ChatBody body) {
        Boolean wish = Switch.wish(body, heard);
        return thoughtful(body.model()) && (wish == null || wish);
    }

    /** Whether a model of that name can think. */
    static boolean thoughtful(String model) {
        return !THOUGHTLESS.matcher(model).matches();
    }

    /** The body without the members of these names. */
    static ChatBody without(ChatBody body, String... ignored) {
        JsonObject members = body.members();
        for (String member : ignored) {
            members = members.without(member);
        }
        return new ChatBody(members);
    }

    /** The body that asks for an answer after this schema. */
    static ChatBody formatted(ChatBody body, JsonObject schema) {
        return new ChatBody(body.members()
                .with(
                        "response_format",
                        object(member("type", "json_schema"), member("json_schema", object("schema", schema)))));
    }

    /** An error of the dialect's origin. */
    static JsonObject openAiError(int status, String type, String message) {
        return object(
                "error",
                object(
                        member("message", message),
                        member("type", type),
                        member("param", null),
                        member("code", status)));
    }
}

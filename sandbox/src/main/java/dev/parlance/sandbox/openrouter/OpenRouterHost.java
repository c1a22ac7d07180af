package dev.parlance.sandbox.openrouter;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.ChatHost;
import dev.parlance.sandbox.chat.EventStream;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Finish;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.SimulatedModel;
import dev.parlance.sandbox.chat.Turns;
import dev.parlance.sandbox.chat.Turns.Problem;
import dev.parlance.sandbox.compatible.CompatibleWire;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxAnswer.Chunk;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.responses.ResponsesApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenRouter, base URL {@code https://openrouter.ai/api/v1}. */
public final class OpenRouterHost extends ChatHost {
    private static final Chunk PROCESSING = new Chunk(Duration.ZERO, ": OPENROUTER PROCESSING\n\n");
    private static final String WAITING = "\n         \n";

    private final ResponsesApi responses = new ResponsesApi(new OpenRouterResponses(this));

    /** The host. */
    public OpenRouterHost() {}

    @Override
    public String name() {
        return "openrouter";
    }

    @Override
    public List<String> models() {
        return RoutedModel.LISTED;
    }

    @Override
    protected List<String> prefixes() {
        return List.of("/api/v1", "/v1");
    }

    @Override
    protected @Nullable SandboxAnswer elsewhere(SandboxRequest request) {
        return ResponsesApi.serves(request) ? responses.answer(request) : null;
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        return RouterErrors.error(404, "Not Found");
    }

    @Override
    protected void authenticate(SandboxRequest request) {
        String key = request.bearerKey();
        if (key == null) {
            throw new Refusal(RouterErrors.error(401, "No auth credentials found"));
        }
        if (key.startsWith("bad")) {
            throw new Refusal(RouterErrors.error(401, "User not found."));
        }
    }

    @Override
    protected SandboxAnswer unreadable(String reason) {
        return RouterErrors.error(400, "Invalid JSON body: " + reason);
    }

    @Override
    protected JsonValue modelList() {
        List<JsonValue> models = new ArrayList<>();
        for (String id : RoutedModel.LISTED) {
            models.add(object(
                    member("id", id),
                    member("name", id),
                    member("created", CompatibleWire.CREATED),
                    member("context_length", 131_072)));
        }
        return object("data", new JsonArray(models));
    }

    @Override
    protected void check(SandboxRequest request, ChatBody body) {
        RoutedModel model = model(body);
        ReasoningWish wish = ReasoningWish.of(body);
        required(body, model, wish);
        Problem problem = Turns.problem(body);
        if (problem != null) {
            String place = "messages[" + problem.index() + "]: ";
            throw RouterErrors.invalid(
                    switch (problem.kind()) {
                        case NONE -> "Input required: specify \"prompt\" or \"messages\"";
                        case MALFORMED -> place + "Invalid input";
                        case UNANSWERED -> place + "the results of the tool calls before it are missing";
                        case UNCALLED -> place + "the tool call of this result is missing";
                        case EMPTY_ASSISTANT -> place + "an assistant message needs content or tool calls";
                    });
        }
        ReturnedDetails.check(body, model, wish);
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        RoutedModel model = model(body);
        if (Faults.in(body.lastUserText()).status() == 0) {
            // Generation has begun, so the status stays what it was ("Errors" in the documentation).
            return RouterErrors.provider(200, model, object("error", "upstream failed"));
        }
        return RouterErrors.status(status, detail, body.model(), model);
    }

    @Override
    protected SandboxAnswer speak(ChatBody asked, Faults faults, Digest digest) {
        RoutedModel model = model(asked);
        ChatBody body = understood(asked);
        ReasoningWish wish = ReasoningWish.of(body);
        boolean thinks = wish.thinks(model);
        Reply reply =
                SimulatedModel.reply(body, thinks, RoutedCalls.of(model, thinks && !wish.excluded(), digest), faults);
        ReasoningDetails details = new ReasoningDetails(model, "rs_" + digest.uuid("reasoning"));
        Said said = faults.refusal()
                ? new Said(declined(reply), details, reply.text(), wish.excluded())
                : new Said(reply, details, "", wish.excluded());
        RouterWire wire = new RouterWire(body, model, said, digest);
        if (!body.stream()) {
            return SandboxAnswer.text(200, "application/json", WAITING + Json.text(wire.plain()));
        }
        return commented(EventStream.of(wire.chunks(), wire.inBand(), faults));
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Map.of("x-generation-id", RouterWire.id(digest));
    }

    /** Parameters that no provider takes are dropped, unless the client wants a provider that takes them all ("Provider Routing"). */
    private static void required(ChatBody body, RoutedModel model, ReasoningWish wish) {
        JsonObject provider = body.members().object("provider");
        boolean strict = provider != null
                && provider.get("require_parameters") instanceof JsonBoolean(boolean required)
                && required;
        if (strict && wish.on() != null && model.thinking() == RoutedModel.Thinking.NEVER) {
            throw new Refusal(RouterErrors.error(404, "No endpoints found that can handle the requested parameters."));
        }
    }

    /** The request without the router's own tools, which no client answers, and without what it does not document. */
    private static ChatBody understood(ChatBody body) {
        List<JsonValue> tools = new ArrayList<>();
        for (JsonObject tool : body.tools()) {
            String type = tool.text("type");
            if (type == null || !type.startsWith("openrouter:")) {
                tools.add(tool);
            }
        }
        JsonObject members = body.members().without("n");
        return new ChatBody(body.tools().isEmpty() ? members : members.with("tools", new JsonArray(tools)));
    }

    private static Reply declined(Reply reply) {
        return new Reply(
                reply.pieces().stream()
                        .filter(piece -> !(piece instanceof Piece.Text))
                        .toList(),
                Finish.CONTENT_FILTER,
                reply.tokens());
    }

    private static SandboxAnswer commented(SandboxAnswer stream) {
        List<Chunk> chunks = new ArrayList<>(stream.chunks());
        chunks.addFirst(PROCESSING);
        chunks.addFirst(PROCESSING);
        return new SandboxAnswer(stream.status(), stream.headers(), chunks, stream.ending());
    }

    private static RoutedModel model(ChatBody body) {
        RoutedModel model = RoutedModel.find(body.model());
        if (model == null) {
            throw new Refusal(RouterErrors.error(400, body.model() + " is not a valid model ID"));
        }
        return model;
    }
}

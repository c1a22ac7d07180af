package dev.parlance.sandbox.responses;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.SimulatedModel;
import dev.parlance.sandbox.chat.TokenEstimate;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.responses.ResponseStore.Kept;
import dev.parlance.sandbox.responses.ResponsesHabits.Habit;
import dev.parlance.sandbox.responses.ResponsesModel.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The Responses API of one host: {@code POST /responses}, and for hosts that keep answers {@code GET} and {@code DELETE /responses/ID}, {@code
 * /input_items} and {@code /cancel}. Equal requests get equal answers as long as the same answers are kept. Thread-safe.
 */
public final class ResponsesApi {
    private static final String ROOT = "/responses";
    private static final long IGNORED_BUDGET = 4_096;

    private final ResponsesHost host;
    private final ResponsesHabits habits;
    private final Objections objections;
    private final ResponseStore store;

    private ResponsesApi(ResponsesHost host, ResponseStore store) {
        this.host = host;
        this.habits = host.habits();
        this.objections = new Objections(host);
        this.store = store;
    }

    /** The API of that host. */
    public ResponsesApi(ResponsesHost host) {
        this(host, new ResponseStore());
    }

    /** The API on another route of the same host: the answers that are kept are the same. */
    public ResponsesApi beside(ResponsesHost other) {
        return new ResponsesApi(other, store);
    }

    /** Whether the path, relative to the host's base URL, belongs to this API. */
    public static boolean serves(SandboxRequest request) {
        return request.path().equals(ROOT) || request.path().startsWith(ROOT + "/");
    }

    /**
     * Answers a request whose path is relative to the host's base URL.
     *
     * @throws Refusal with status and body of the host
     */
    public SandboxAnswer answer(SandboxRequest request) {
        String[] steps = request.path().substring(ROOT.length()).split("/", -1);
        String route = request.method() + (steps.length > 2 ? " " + steps[2] : "");
        if (steps.length == 1 && route.equals("POST")) {
            host.authenticate(request);
            return create(request);
        }
        if (steps.length < 2 || steps.length > 3 || !habits.has(Habit.STORES)) {
            return host.unknownRoute(request);
        }
        return switch (route) {
            case "GET" -> SandboxAnswer.json(200, kept(request, steps[1]).response());
            case "GET input_items" -> SandboxAnswer.json(200, inputItems(kept(request, steps[1])));
            case "DELETE" -> delete(request, steps[1]);
            case "POST cancel" -> cancel(request, steps[1]);
            default -> host.unknownRoute(request);
        };
    }

    private SandboxAnswer create(SandboxRequest request) {
        ResponsesBody body = read(request);
        ResponsesModel model = host.model(body.model());
        host.check(body, model);
        new ParameterRules(objections, habits).check(body, model);
        new ReasoningRules(objections, habits).check(body, model);
        new TextRules(objections, habits).check(body, model);
        new FlatToolRules(objections, habits).check(body);
        new ItemRules(objections, habits).check(body);
        Conversation conversation = Conversation.of(body, store, objections, habits);
        new LoopRules(objections).check(conversation);
        new ThoughtRules(objections, habits).check(conversation, model);
        Long budget =
                model.has(Trait.BUDGET_IGNORED) ? Long.valueOf(IGNORED_BUDGET) : body.wholeNumber("max_output_tokens");
        ChatBody chat = ChatForm.of(body, conversation, budget, !habits.has(Habit.IGNORES_FORMAT));
        window(chat, model);
        Faults faults = Faults.in(chat.lastUserText());
        boolean plainError = faults.errorInStream() && !body.stream();
        SandboxAnswer answer = faults.status() > 0 || plainError
                ? host.fault(plainError ? 500 : faults.status(), faults.statusDetail(), model)
                : speak(turn(body, model, chat, faults, Digest.of(request)), conversation, request.bodyLength());
        if (faults.cut()) {
            answer = answer.cut();
        }
        return faults.delay().isZero() ? answer : answer.slowedBy(faults.delay());
    }

    private Turn turn(ResponsesBody body, ResponsesModel model, ChatBody chat, Faults faults, Digest digest) {
        Reply reply =
                SimulatedModel.reply(chat, model.thinks(body), (name, position) -> callId(position, digest), faults);
        return Turn.of(host, body, model, reply, faults, digest);
    }

    private String callId(int position, Digest digest) {
        String purpose = "call" + position;
        return switch (habits.ids()) {
            case PREFIXED, GENERATION -> "call_" + digest.letters(purpose, 24);
            case SHARED_UUID -> "call_" + (10_000_000 + digest.number(purpose, 80_000_000));
            case BARE_UUID -> "call_0" + position % 10 + "_" + digest.letters(purpose, 24);
        };
    }

    private SandboxAnswer speak(Turn turn, Conversation conversation, int bytes) {
        if (turn.faults().errorInStream()) {
            return EventFrames.of(ResponseEvents.failing(turn), turn);
        }
        JsonArray output = new ItemWire(turn).output();
        ResponseEnvelope envelope = new ResponseEnvelope(turn);
        JsonObject ended = envelope.ended(output);
        if (turn.stored()) {
            List<JsonObject> context = new ArrayList<>(conversation.items());
            context.addAll(ResponsesBody.objects(output.elements()));
            store.keep(turn.id(), new Kept(ended, conversation.added(), List.copyOf(context), bytes));
        }
        if (turn.body().stream()) {
            return EventFrames.of(ResponseEvents.of(turn), turn);
        }
        JsonObject told = turn.body().background() ? envelope.open("queued") : ended;
        return SandboxAnswer.json(200, turn.body().background() ? told : host.dressedEnd(told, turn.reply()));
    }

    private void window(ChatBody chat, ResponsesModel model) {
        if (TokenEstimate.of(chat) > model.window()) {
            throw objections.invalid(
                    "Your input exceeds the context window of this model. Please adjust your input and try again.",
                    "input",
                    "context_length_exceeded");
        }
    }

    private Kept kept(SandboxRequest request, String id) {
        host.authenticate(request);
        Kept kept = store.find(id);
        if (kept == null) {
            throw unknown(id);
        }
        return kept;
    }

    private SandboxAnswer delete(SandboxRequest request, String id) {
        host.authenticate(request);
        if (!store.remove(id)) {
            throw unknown(id);
        }
        return SandboxAnswer.json(200, object(member("id", id), member("object", "response"), member("deleted", true)));
    }

    private SandboxAnswer cancel(SandboxRequest request, String id) {
        JsonObject response = kept(request, id).response();
        if (!JsonValue.of(true).equals(response.get("background"))) {
            throw objections.invalid("Cannot cancel a synchronous response.", null, null);
        }
        return SandboxAnswer.json(200, response);
    }

    private Refusal unknown(String id) {
        return objections.of(404, "Response with id '" + id + "' not found.", null, null);
    }

    private static JsonObject inputItems(Kept kept) {
        List<JsonValue> items = new ArrayList<>();
        for (JsonObject item : kept.input()) {
            items.add(item);
        }
        return object(
                member("object", "list"),
                member("data", items.isEmpty() ? array() : new JsonArray(items)),
                member("has_more", false));
    }

    private ResponsesBody read(SandboxRequest request) {
        String contentType = request.header("content-type");
        if (contentType != null && !contentType.toLowerCase(Locale.ROOT).contains("json")) {
            throw new Refusal(host.unreadable("the content type is " + contentType + " and not application/json"));
        }
        @Nullable JsonValue parsed;
        try {
            parsed = Json.parse(request.body());
        } catch (MalformedJson notJson) {
            throw new Refusal(host.unreadable("the body is not JSON"));
        }
        if (parsed instanceof JsonObject members) {
            return new ResponsesBody(members);
        }
        throw new Refusal(host.unreadable("the body is not a JSON object"));
    }
}

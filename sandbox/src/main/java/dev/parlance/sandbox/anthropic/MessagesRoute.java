package dev.parlance.sandbox.anthropic;

import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.MalformedJson;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.TokenEstimate;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Messages route: the body of a request, wherever Claude is hosted. The host checks its own key and headers, hands the request over and
 * puts its own headers onto the answer. Thoughts and call ids that one host gave out are good at another, as they are between Anthropic's own
 * API and the clouds. Pure and thread-safe.
 */
public final class MessagesRoute {
    private final Function<String, @Nullable ClaudeModel> models;
    private final boolean versioned;

    private MessagesRoute(Function<String, @Nullable ClaudeModel> models, boolean versioned) {
        this.models = models;
        this.versioned = versioned;
    }

    /** Anthropic's own: exact model ids, and the header {@code anthropic-version} must be there. */
    public static MessagesRoute official() {
        return new MessagesRoute(ClaudeModels::find, true);
    }

    /**
     * That of another host, which may spell the ids with dots or with their maker before them.
     *
     * @param versioned whether the header {@code anthropic-version} must be there
     */
    public static MessagesRoute hosted(boolean versioned) {
        return new MessagesRoute(ClaudeModels::recognise, versioned);
    }

    /**
     * Answers a request whose path ends in {@code /messages} or {@code /messages/count_tokens}, with or without {@code /v1} before that; null
     * for any other path or method. Never throws.
     */
    public @Nullable SandboxAnswer answer(SandboxRequest request) {
        String path = request.path().startsWith("/v1/") ? request.path().substring(3) : request.path();
        if (!request.method().equals("POST")) {
            return null;
        }
        return switch (path) {
            case "/messages" -> answer(request, false);
            case "/messages/count_tokens" -> answer(request, true);
            default -> null;
        };
    }

    private SandboxAnswer answer(SandboxRequest request, boolean counting) {
        Digest digest = Digest.of(request.withPath("/messages"));
        SandboxAnswer answer;
        try {
            answer = routed(request, counting, digest);
        } catch (Complaint complaint) {
            answer = MessagesErrors.answer(digest, complaint);
        }
        return answer.withHeader("request-id", MessagesErrors.requestId(digest));
    }

    private SandboxAnswer routed(SandboxRequest request, boolean counting, Digest digest) {
        version(request);
        MessagesBody body = read(request);
        BodyRules.check(body, counting);
        ClaudeModel model = models.apply(body.model());
        if (model == null) {
            throw new Complaint(404, "not_found_error", "model: " + body.model());
        }
        Thinking thinking = Thinking.of(body, model);
        MessageRules.check(body);
        ToolRules.check(body, model);
        ThinkingRules.check(body, model, counting);
        FormatRules.check(body, model);
        SamplingRules.check(body, model, thinking);
        List<Turn> turns = body.turns();
        ToolTurnRules.check(turns);
        ReplayRules.check(turns, thinking, model);
        ChatBody chat = ChatForm.of(body);
        limits(body, model, chat);
        return counting
                ? SandboxAnswer.json(200, object("input_tokens", TokenEstimate.of(chat)))
                : spoken(body, model, chat, digest);
    }

    private static SandboxAnswer spoken(MessagesBody body, ClaudeModel model, ChatBody chat, Digest digest) {
        Faults faults = Faults.in(chat.lastUserText());
        boolean plainError = faults.errorInStream() && !body.stream();
        SandboxAnswer answer;
        if (faults.status() > 0 || plainError) {
            answer = MessagesFaults.answer(digest, plainError ? 500 : faults.status(), faults.statusDetail(), model);
        } else {
            Speech speech = Speaker.speech(body, model, chat, faults, digest);
            answer = body.stream()
                    ? MessagesStream.of(speech, model, faults, digest)
                    : SandboxAnswer.json(200, MessagesWire.plain(speech, model, digest));
        }
        answer = faults.cut() ? answer.cut() : answer;
        return faults.delay().isZero() ? answer : answer.slowedBy(faults.delay());
    }

    private void version(SandboxRequest request) {
        if (!versioned) {
            return;
        }
        String version = request.header("anthropic-version");
        if (version == null) {
            throw Complaint.invalid("anthropic-version: header is required");
        }
        if (!version.equals("2023-06-01")) {
            throw Complaint.invalid("anthropic-version: \"" + version + "\" is not a valid version");
        }
    }

    private static MessagesBody read(SandboxRequest request) {
        String contentType = request.header("content-type");
        if (contentType != null && !contentType.toLowerCase(Locale.ROOT).contains("json")) {
            throw Complaint.invalid("The request content type is " + contentType + " and not application/json");
        }
        String betas = request.header("anthropic-beta");
        try {
            if (Json.parse(request.body()) instanceof JsonObject members) {
                return new MessagesBody(members, betas == null ? "" : betas);
            }
        } catch (MalformedJson notJson) {
            throw Complaint.invalid("The request body is not valid JSON.");
        }
        throw Complaint.invalid("Input should be a valid dictionary or object to extract fields from");
    }

    private static void limits(MessagesBody body, ClaudeModel model, ChatBody chat) {
        Long asked = body.wholeNumber("max_tokens");
        long most =
                model.has(ClaudeModel.Trait.LONG_BY_BETA) && body.beta("output-128k") ? 128_000 : model.mostOutput();
        if (asked != null && asked > most) {
            throw Complaint.invalid("max_tokens: " + asked + " > " + most
                    + ", which is the maximum allowed number of output tokens for " + model.snapshot());
        }
        long tokens = TokenEstimate.of(chat);
        if (tokens > model.window()) {
            throw Complaint.invalid(MessagesFaults.tooLong(tokens, model.window()));
        }
    }
}

package dev.parlance.sandbox.gemini;

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
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxHost;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Gemini API, base URL {@code https://generativelanguage.googleapis.com}, which some clients keep with {@code /v1beta}. */
public final class GeminiHost implements SandboxHost {
    private static final Pattern CALL =
            Pattern.compile("/models/([^/:]+):(generateContent|streamGenerateContent|countTokens)");
    private static final Pattern KEY = Pattern.compile("(?:^|&)key=([^&]*)");
    private static final Pattern EVENTS = Pattern.compile("(?:^|&)(?:\\$|%24)?alt=sse(?:&|$)");
    private static final Map<String, String> HEADERS =
            Map.of("server-timing", "gfet4t7; dur=42", "x-gemini-service-tier", "standard");

    /** The host. */
    public GeminiHost() {}

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public List<String> models() {
        return GeminiModels.ids();
    }

    @Override
    public SandboxAnswer answer(SandboxRequest request) {
        String path = request.path().startsWith("/v1beta/") ? request.path().substring(7) : request.path();
        GeminiStream stream = stream(request, path);
        SandboxAnswer answer;
        try {
            authenticate(request);
            answer = routed(request.withPath(path), stream);
        } catch (Complaint complaint) {
            answer = stream.refusal(complaint.code(), complaint.body());
        }
        return answer.withHeaders(HEADERS);
    }

    private static GeminiStream stream(SandboxRequest request, String path) {
        if (!path.endsWith(":streamGenerateContent")) {
            return GeminiStream.PLAIN;
        }
        return EVENTS.matcher(request.query()).find() ? GeminiStream.EVENTS : GeminiStream.ARRAY;
    }

    /** The key stands in a header of its own or in the query; a token in the bearer header. */
    private static void authenticate(SandboxRequest request) {
        Matcher inQuery = KEY.matcher(request.query());
        String key = request.header("x-goog-api-key");
        key = key == null && inQuery.find() ? inQuery.group(1) : key;
        key = key == null ? request.bearerKey() : key;
        if (key == null) {
            throw GeminiFaults.unregistered();
        }
        if (key.isBlank() || key.startsWith("bad")) {
            throw GeminiFaults.badKey();
        }
    }

    private static SandboxAnswer routed(SandboxRequest request, GeminiStream stream) {
        String path = request.path();
        if (request.method().equals("GET") && path.startsWith("/models")) {
            return GeminiStream.PLAIN.answer(List.of(listed(path)), null);
        }
        Matcher call = CALL.matcher(path);
        if (!call.matches() || !request.method().equals("POST")) {
            throw new Complaint(404, "NOT_FOUND", "Requested entity was not found.");
        }
        GeminiModel model = model(call.group(1));
        return call.group(2).equals("countTokens") ? counted(request, model) : generated(request, model, stream);
    }

    private static SandboxAnswer counted(SandboxRequest request, GeminiModel model) {
        JsonObject body = ShapeReader.read(read(request), Shapes.COUNT);
        JsonObject whole = body.object("generateContentRequest");
        GeminiBody counted = new GeminiBody(whole == null ? body : whole);
        ContentRules.check(counted, model);
        long tokens = TokenEstimate.of(ChatForm.of(counted, model));
        return GeminiStream.PLAIN.answer(
                List.of(object(
                        member("totalTokens", tokens), member("promptTokensDetails", GeminiWire.details(tokens)))),
                null);
    }

    private static SandboxAnswer generated(SandboxRequest request, GeminiModel model, GeminiStream stream) {
        GeminiBody body = new GeminiBody(ShapeReader.read(read(request), Shapes.GENERATE));
        ConfigRules.check(body);
        ContentRules.check(body, model);
        ThinkingRules.check(body, model);
        SignatureRules.check(body, model);
        ChatBody chat = ChatForm.of(body, model);
        long tokens = TokenEstimate.of(chat);
        if (tokens > model.window()) {
            throw Complaint.invalid(GeminiFaults.tooLong(tokens, model.window()));
        }
        Faults faults = Faults.in(chat.lastUserText());
        boolean plainError = faults.errorInStream() && stream == GeminiStream.PLAIN;
        if (faults.status() > 0 && !blockedPrompt(faults) || plainError) {
            throw GeminiFaults.of(plainError ? 500 : faults.status(), faults.statusDetail(), model);
        }
        SandboxAnswer answer = spoken(body, model, chat, faults, stream, Digest.of(request.withPath("/" + model.id())));
        answer = faults.cut() ? answer.cut() : answer;
        return faults.delay().isZero() ? answer : answer.slowedBy(faults.delay());
    }

    private static SandboxAnswer spoken(
            GeminiBody body, GeminiModel model, ChatBody chat, Faults faults, GeminiStream stream, Digest digest) {
        Reply reply = SimulatedModel.reply(
                chat,
                ThinkingRules.thinks(body, model),
                (name, position) -> digest.letters("call" + position, 8).toLowerCase(Locale.ROOT),
                faults);
        GeminiWire wire = new GeminiWire(new Candidate(reply, model, body.includesThoughts(), digest), body);
        if (faults.contentFilter() || blockedPrompt(faults)) {
            return stream.answer(List.of(wire.blocked()), null);
        }
        if (chat.lastUserText().contains("[[malformed-call]]")) {
            return stream.answer(List.of(wire.malformed()), null);
        }
        if (stream == GeminiStream.PLAIN) {
            return stream.answer(List.of(wire.plain()), null);
        }
        List<JsonObject> chunks = wire.chunks(!faults.doneMissing());
        return faults.errorInStream()
                ? stream.answer(
                        chunks.subList(0, (chunks.size() + 1) / 2),
                        GeminiFaults.of(503, "", model).body())
                : stream.answer(chunks, null);
    }

    /** Gemini has no error for it: it answers, without a candidate. */
    private static boolean blockedPrompt(Faults faults) {
        return faults.status() == 400 && faults.statusDetail().equals("content-filter");
    }

    private static GeminiModel model(String id) {
        GeminiModel model = GeminiModels.find(id);
        if (model == null) {
            throw GeminiFaults.notFound(id);
        }
        return model;
    }

    private static JsonObject read(SandboxRequest request) {
        try {
            if (Json.parse(request.body()) instanceof JsonObject body) {
                return body;
            }
        } catch (MalformedJson notJson) {
            throw Complaint.invalid("Invalid JSON payload received. Unexpected token.");
        }
        throw Complaint.invalid("Invalid JSON payload received. Unexpected token.");
    }

    private static JsonObject listed(String path) {
        if (path.equals("/models")) {
            List<JsonValue> models = new ArrayList<>();
            GeminiModels.ids().forEach(id -> models.add(described(id)));
            return object("models", new JsonArray(models));
        }
        return described(model(path.substring("/models/".length())).id());
    }

    private static JsonObject described(String id) {
        @Nullable GeminiModel model = GeminiModels.find(id);
        return object(
                member("name", "models/" + id),
                member("version", "001"),
                member("displayName", id.replace('-', ' ')),
                member("inputTokenLimit", 1_048_576),
                member("outputTokenLimit", 65_536),
                member(
                        "supportedGenerationMethods",
                        JsonValue.strings(List.of("generateContent", "countTokens", "streamGenerateContent"))),
                member("thinking", model != null && (model.signs() || model.budgeted())));
    }
}

package dev.parlance.sandbox.qiniu;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.anthropic.MessagesRoute;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.ChatHost;
import dev.parlance.sandbox.chat.EventStream;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.SimulatedModel;
import dev.parlance.sandbox.chat.Turns;
import dev.parlance.sandbox.chat.Turns.Problem;
import dev.parlance.sandbox.compatible.CompatibleWire;
import dev.parlance.sandbox.compatible.Spelling;
import dev.parlance.sandbox.deepseek.Generation;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.minimax.ThoughtTags;
import dev.parlance.sandbox.minimax.Unthought;
import dev.parlance.sandbox.replay.SealedCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Qiniu's token API: Chat Completions of all families and Messages of Claude, base URL {@code https://api.qnaigc.com/v1}. */
public final class QiniuHost extends ChatHost {
    private static final SealedCalls OWN = new SealedCalls("qiniu", Pattern.compile("call_([A-Za-z0-9]{24})"));
    private static final JsonValue IN_BAND_ERROR = QiniuErrors.body("server_error", "the upstream service failed");
    private static final List<String> LISTED = List.of(
            "deepseek-v4-flash",
            "deepseek-v4-pro",
            "deepseek-v3.2",
            "deepseek-r1",
            "MiniMax-M3",
            "MiniMax-M2.5",
            "glm-4.7",
            "kimi-k2.6",
            "qwen3-max",
            "claude-opus-4.7",
            "gemini-3.1-pro-preview",
            "gpt-5.4");

    /** Members outside the set that the documentation names, which have no effect. */
    private static final List<String> UNHEARD = List.of("n", "seed", "max_completion_tokens");

    private final MessagesRoute messages = MessagesRoute.hosted(false);

    /** The host. */
    public QiniuHost() {}

    @Override
    public String name() {
        return "qiniu";
    }

    @Override
    public List<String> models() {
        return LISTED;
    }

    @Override
    protected List<String> prefixes() {
        return List.of("/v1");
    }

    @Override
    protected @Nullable SandboxAnswer elsewhere(SandboxRequest request) {
        if (!request.path().startsWith("/messages")) {
            return null;
        }
        authenticate(request);
        return messages.answer(request);
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        return QiniuErrors.error(404, "invalid_request_error", "no route " + request.method() + " " + request.path());
    }

    @Override
    protected void authenticate(SandboxRequest request) {
        String key = request.bearerKey();
        if (key == null || key.startsWith("bad")) {
            throw new Refusal(QiniuErrors.badKey());
        }
    }

    @Override
    protected SandboxAnswer unreadable(String reason) {
        return QiniuErrors.error(400, "invalid_request_error", "invalid request: " + reason);
    }

    @Override
    protected JsonValue modelList() {
        List<JsonValue> models = new ArrayList<>();
        for (String id : LISTED) {
            models.add(object(
                    member("id", id),
                    member("object", "model"),
                    member("created", CompatibleWire.CREATED),
                    member("owned_by", "qiniu")));
        }
        return object(member("object", "list"), member("data", new JsonArray(models)));
    }

    @Override
    protected void check(SandboxRequest request, ChatBody body) {
        Upstream upstream = upstream(body);
        Problem problem = Turns.problem(body);
        if (problem != null) {
            throw QiniuErrors.invalid(problem);
        }
        Generation generation = upstream.generation();
        String objection = generation == null ? null : generation.objection(body, upstream.thinks(body), OWN);
        if (objection != null) {
            throw QiniuErrors.invalid(objection);
        }
        int lost = upstream.tagged() ? ThoughtTags.lost(heard(body), OWN) : -1;
        if (lost >= 0) {
            throw QiniuErrors.invalid(
                    "messages[" + lost + "]: the thinking between <think> tags must be passed back unchanged");
        }
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        return QiniuErrors.status(status, detail, body.model());
    }

    @Override
    protected SandboxAnswer speak(ChatBody body, Faults faults, Digest digest) {
        Upstream upstream = upstream(body);
        ChatBody heard = heard(body);
        boolean thinks = upstream.thinks(body);
        Reply reply = OWN.seal(SimulatedModel.reply(
                heard, thinks, (name, position) -> "call_" + digest.letters("call" + position, 24), faults));
        if (upstream.tagged() && !thinks) {
            reply = Unthought.marked(reply, heard);
        }
        Spelling spelling = new Spelling(own -> "chatcmpl-" + own.hex("id", 32), upstream.place(), "", Set.of());
        CompatibleWire wire = new CompatibleWire(heard, reply, spelling, digest, body.model());
        if (!body.stream()) {
            return SandboxAnswer.json(200, Omission.of(upstream.omitted(), wire.plain()));
        }
        List<JsonObject> chunks = new ArrayList<>();
        wire.chunks().forEach(chunk -> chunks.add(Omission.of(upstream.omitted(), chunk)));
        return EventStream.of(chunks, IN_BAND_ERROR, faults);
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Map.of("x-reqid", digest.letters("request", 16));
    }

    private static ChatBody heard(ChatBody body) {
        JsonObject members = body.members();
        for (String name : UNHEARD) {
            members = members.without(name);
        }
        return new ChatBody(members);
    }

    private static Upstream upstream(ChatBody body) {
        Upstream upstream = Upstream.of(body.model());
        if (upstream == null) {
            throw new Refusal(QiniuErrors.unknownModel(body.model()));
        }
        return upstream;
    }
}

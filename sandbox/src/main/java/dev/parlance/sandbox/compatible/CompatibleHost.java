package dev.parlance.sandbox.compatible;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.ChatHost;
import dev.parlance.sandbox.chat.EventStream;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.SimulatedModel;
import dev.parlance.sandbox.chat.Turns;
import dev.parlance.sandbox.chat.Turns.Problem;
import dev.parlance.sandbox.compatible.CompatibleFacts.Family;
import dev.parlance.sandbox.host.Digest;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A hosted relative of the dialect of which little is known. It refuses wrong keys, unknown models, conversations that no host takes, and
 * lost reasoning where it must come back; everything else it takes.
 */
final class CompatibleHost extends ChatHost {
    private final CompatibleFacts facts;
    private final CompatibleErrors errors;

    CompatibleHost(CompatibleFacts facts) {
        this.facts = facts;
        this.errors = new CompatibleErrors(facts.numericCodes());
    }

    @Override
    public String name() {
        return facts.name();
    }

    @Override
    public List<String> models() {
        return facts.listed();
    }

    @Override
    protected List<String> prefixes() {
        return facts.prefixes();
    }

    @Override
    protected SandboxAnswer unknownRoute(SandboxRequest request) {
        return errors.error(
                404, "invalid_request_error", "Unknown route " + request.method() + " " + request.path(), null);
    }

    @Override
    protected void authenticate(SandboxRequest request) {
        String key = request.bearerKey();
        if (key == null || key.startsWith("bad")) {
            throw new Refusal(errors.badKey());
        }
    }

    @Override
    protected SandboxAnswer unreadable(String reason) {
        return errors.error(400, "invalid_request_error", "Invalid request: " + reason, null);
    }

    @Override
    protected JsonValue modelList() {
        List<JsonValue> models = new ArrayList<>();
        for (String id : facts.listed()) {
            models.add(object(
                    member("id", id),
                    member("object", "model"),
                    member("created", CompatibleWire.CREATED),
                    member("owned_by", facts.name())));
        }
        return object(member("object", "list"), member("data", new JsonArray(models)));
    }

    @Override
    protected void check(SandboxRequest request, ChatBody body) {
        family(body);
        Problem problem = Turns.problem(body);
        if (problem != null) {
            throw errors.invalid(problem);
        }
        if (facts.echo() && thinks(body)) {
            Integer place = EchoedReasoning.missing(body, facts.name());
            if (place != null) {
                throw errors.invalid("messages[" + place
                        + "]: the reasoning_content of a turn with tool calls must be passed back unchanged");
            }
        }
    }

    @Override
    protected SandboxAnswer fault(int status, String detail, ChatBody body) {
        return errors.status(status, detail, body.model());
    }

    @Override
    protected SandboxAnswer speak(ChatBody body, Faults faults, Digest digest) {
        Reply reply = SimulatedModel.reply(
                body, thinks(body), (name, position) -> "call_" + digest.letters("call" + position, 16), faults);
        if (facts.echo()) {
            reply = EchoedReasoning.sealed(reply, facts.name());
        }
        Spelling own = family(body).spelling();
        CompatibleWire wire =
                new CompatibleWire(body, reply, own == null ? facts.spelling() : own, digest, body.model());
        if (!body.stream()) {
            return SandboxAnswer.json(200, Extras.of(facts.name(), wire.plain()));
        }
        List<JsonObject> chunks = new ArrayList<>(wire.chunks());
        chunks.add(Extras.of(facts.name(), chunks.removeLast()));
        return EventStream.of(chunks, errors.body(500, "server_error", "Internal server error", null), faults);
    }

    @Override
    protected Map<String, String> headers(Digest digest) {
        return Map.of("x-request-id", digest.uuid("request"));
    }

    private boolean thinks(ChatBody body) {
        Boolean wish = Switch.wish(body, facts.heard());
        return switch (family(body).thinking()) {
            case ALWAYS -> true;
            case UNLESS_OFF -> wish == null || wish;
            case WHEN_ASKED -> wish != null && wish;
            case NEVER -> false;
        };
    }

    private Family family(ChatBody body) {
        Family family = facts.family(body.model());
        if (family == null) {
            throw new Refusal(errors.notFound(body.model()));
        }
        return family;
    }
}

package dev.parlance.sandbox.xai;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import dev.parlance.sandbox.host.Refusal;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.responses.ResponsesBody;
import dev.parlance.sandbox.responses.ResponsesError;
import dev.parlance.sandbox.responses.ResponsesHabits;
import dev.parlance.sandbox.responses.ResponsesHost;
import dev.parlance.sandbox.responses.ResponsesModel;
import dev.parlance.sandbox.responses.ResponsesModel.Trait;
import dev.parlance.sandbox.xai.GrokModel.Thought;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** xAI's side of the Responses API: the parameters that Grok refuses are refused here too, and a summary cannot be asked for. */
final class XaiResponses implements ResponsesHost {
    private static final long WINDOW = 256_000;

    /** The dialect has none of these. */
    private static final List<String> ABSENT = List.of("seed", "n", "logit_bias", "top_k");

    /** Nothing of their reasoning is seen. Recorded: agentjido/req_llm; docs.x.ai, "Reasoning". */
    private static final List<String> SILENT =
            List.of("grok-4-fast", "grok-4-1-fast", "grok-4.5", "grok-4.6", "grok-4.7");

    private final XaiHost host;

    XaiResponses(XaiHost host) {
        this.host = host;
    }

    @Override
    public ResponsesHabits habits() {
        return ResponsesHabits.XAI;
    }

    @Override
    public void authenticate(SandboxRequest request) {
        host.authenticate(request);
    }

    @Override
    public SandboxAnswer unreadable(String reason) {
        return host.unreadable(reason);
    }

    @Override
    public SandboxAnswer unknownRoute(SandboxRequest request) {
        return host.unknownRoute(request);
    }

    @Override
    public ResponsesModel model(String id) {
        GrokModel model = grok(id);
        Set<Trait> traits = EnumSet.of(Trait.FREE_SAMPLING);
        if (SILENT.stream().anyMatch(id::startsWith)) {
            traits.add(Trait.SILENT);
        }
        if (id.startsWith("grok-4.7")) {
            traits.add(Trait.SEALS_UNASKED);
        }
        return new ResponsesModel(
                id,
                model.answersAs(),
                model.thought() != Thought.NONE,
                model.effort().words(),
                "",
                WINDOW,
                WINDOW,
                traits);
    }

    @Override
    public void check(ResponsesBody body, ResponsesModel facts) {
        GrokModel model = grok(facts.id());
        if (body.value("reasoning", "summary") != null) {
            throw XaiErrors.unsupported(model, "reasoningSummary");
        }
        for (String name : ABSENT) {
            if (body.value(name) != null) {
                throw XaiErrors.unsupported(model, name);
            }
        }
        JsonValue effort = body.value("reasoning", "effort");
        JsonObject members = body.members();
        ParameterRules.check(new ChatBody(effort == null ? members : members.with("reasoning_effort", effort)), model);
    }

    @Override
    public SandboxAnswer fault(int status, String detail, ResponsesModel model) {
        return XaiErrors.status(status, detail, grok(model.id()));
    }

    @Override
    public SandboxAnswer error(int status, ResponsesError error) {
        return XaiErrors.invalidAnswer(status, error.message());
    }

    /** Recorded: crmne/ruby_llm, xAI. */
    @Override
    public JsonObject dressed(JsonObject response, @Nullable Reply reply) {
        JsonObject dressed = response.with("metadata", object("system_fingerprint", "fp_eb3c003fc66c14ed"));
        JsonObject usage = response.object("usage");
        if (reply == null || usage == null) {
            return dressed;
        }
        TokenCount tokens = reply.tokens();
        return dressed.with(
                "usage",
                usage.with("num_sources_used", JsonValue.of(0))
                        .with("num_server_side_tools_used", JsonValue.of(0))
                        .with("cost_in_usd_ticks", JsonValue.of((tokens.prompt() + 5 * tokens.completion()) * 2_500))
                        .with(
                                "context_details",
                                object(
                                        member("input_tokens", tokens.prompt()),
                                        member("output_tokens", tokens.completion()))));
    }

    private static GrokModel grok(String id) {
        GrokModel model = GrokModels.find(id);
        if (model == null) {
            throw new Refusal(XaiErrors.unknownModel(id));
        }
        return model;
    }
}

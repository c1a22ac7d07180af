package dev.parlance.conformance;

import dev.parlance.core.catalog.HostHeaders;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Parameters;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.NegotiatedRequest;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.dialect.WireRequest;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.Dialects;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client of one dialect: it writes requests and reads answers in the dialect's own words, and knows nothing of the host. Nothing is
 * negotiated here, so whatever the scenario asks is what the gateway gets. Thread-safe.
 */
final class NativeClient {
    /** What clients of Messages send when nobody says: the member is required there. */
    private static final long USUAL_LIMIT = 4096;

    private final Door door;
    private final Dialect dialect;

    NativeClient(Door door) {
        this.door = door;
        this.dialect = Objects.requireNonNull(Dialects.outbound(door.dialect()), door.dialect());
    }

    WireRequest spelled(ChatRequest neutral) {
        ChatRequest request = withHabits(neutral);
        Thinking wish = inExtraBody(request.thinking()) ? new Thinking.Default() : request.thinking();
        Map<Parameter, Settlement.Setting> settings = new EnumMap<>(Parameter.class);
        for (Map.Entry<Parameter, Parameters.Asked> asked :
                request.parameters().asked().entrySet()) {
            settings.put(
                    asked.getKey(),
                    new Settlement.Setting(
                            asked.getValue().value(), asked.getValue().spelling()));
        }
        Settlement settlement = new Settlement(
                settings,
                wish instanceof Thinking.Default ? null : wish,
                false,
                request.toolChoice(),
                request.responseFormat(),
                !(wish instanceof Thinking.Default || wish instanceof Thinking.Off));
        return dialect.encode(new NegotiatedRequest(request, profile(request.model()), settlement));
    }

    ResponseDecoder decoder(ResponseHead head, String model) {
        return dialect.decoder(head, profile(model));
    }

    /** What every client of the dialect sends without being told. */
    private ChatRequest withHabits(ChatRequest request) {
        ChatRequest.Builder own = request.toBuilder().dialect(door.dialect());
        switch (door) {
            case OPENAI_CHAT -> {
                own.parameters(chatParameters(request.parameters()));
                if (request.thinking() instanceof Thinking.Budget(int tokens)) {
                    // The relatives of the dialect have budgets; the dialect itself has effort words alone.
                    own.extra(
                            "thinking",
                            RawJson.of(JsonValue.object(
                                    "type", JsonValue.of("enabled"), "budget_tokens", JsonValue.of(tokens))));
                }
            }
            case OPENAI_RESPONSES -> {
                // A client that keeps its conversation itself, which any gateway can serve.
                own.parameter(Parameter.STORE, JsonValue.of(false));
                own.extra("include", RawJson.of(JsonValue.strings(included(request))));
            }
            case ANTHROPIC_MESSAGES -> {
                if (request.parameters().get(Parameter.MAX_OUTPUT_TOKENS) == null) {
                    own.parameter(Parameter.MAX_OUTPUT_TOKENS, JsonValue.of(USUAL_LIMIT));
                }
            }
            case GEMINI -> {}
        }
        return own.build();
    }

    private static List<String> included(ChatRequest request) {
        return JsonValue.of(true).equals(request.parameters().get(Parameter.LOGPROBS))
                ? List.of("reasoning.encrypted_content", "message.output_text.logprobs")
                : List.of("reasoning.encrypted_content");
    }

    /** The newer name of the limit; and no word for how much of the reasoning is shown. */
    private static Parameters chatParameters(Parameters asked) {
        Parameters own = Parameters.NONE;
        for (Map.Entry<Parameter, Parameters.Asked> entry : asked.asked().entrySet()) {
            if (entry.getKey() != Parameter.THINKING_SUMMARY) {
                String name = entry.getKey() == Parameter.MAX_OUTPUT_TOKENS ? "max_completion_tokens" : null;
                own = own.with(entry.getKey(), entry.getValue().value(), name);
            }
        }
        return own;
    }

    private boolean inExtraBody(Thinking wish) {
        return door == Door.OPENAI_CHAT && wish instanceof Thinking.Budget;
    }

    private Profile profile(String model) {
        Profile nothing = Profile.unknown("the gateway", model, door.dialect());
        return new Profile(
                nothing.host(),
                model,
                door.dialect(),
                door.path(),
                Map.of(),
                reasoning(),
                nothing.facts(),
                List.of(),
                List.of(),
                ErrorWords.of(door),
                true,
                nothing.doneRequired(),
                nothing.usageUnasked(),
                nothing.mergedChoices(),
                nothing.cumulativeDeltas(),
                nothing.emptyContent(),
                null,
                null,
                null,
                HostHeaders.NONE,
                Members.NONE,
                null,
                Map.of());
    }

    private ReasoningFacts reasoning() {
        @Nullable String field = door == Door.OPENAI_CHAT ? "*" : null;
        return new ReasoningFacts(
                ReasoningFacts.Thinks.UNKNOWN,
                door == Door.ANTHROPIC_MESSAGES
                        ? ReasoningFacts.Spelling.ADAPTIVE
                        : ReasoningFacts.Spelling.REASONING_EFFORT,
                null,
                Map.of(),
                field,
                ReasoningFacts.Replay.OWN,
                null,
                ReasoningFacts.MissingIn.TOOL_TURNS,
                null,
                null,
                null,
                null,
                ReasoningFacts.Keep.UNSUPPORTED,
                ReasoningFacts.ForcedChoice.ALLOWED);
    }
}

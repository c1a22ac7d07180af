package dev.parlance.core.catalog;

import dev.parlance.core.catalog.ReasoningFacts.ForcedChoice;
import dev.parlance.core.catalog.ReasoningFacts.Keep;
import dev.parlance.core.catalog.ReasoningFacts.Thinks;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Parameters;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.JsonValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Step 1 of the one straight way: decides about every parameter by the rules of the profile. Pure. It knows facts about the conversation
 * (tools present, reasoning present) and never looks into it.
 */
public final class Negotiation {
    /** Those that are settled one by one: neither structured nor settled with thinking. */
    private static final List<Parameter> PLAIN = plain();

    private static List<Parameter> plain() {
        List<Parameter> plain = new ArrayList<>();
        for (Parameter parameter : Parameter.values()) {
            if (parameter.type() != Parameter.Type.STRUCTURED && parameter != Parameter.THINKING_KEEP) {
                plain.add(parameter);
            }
        }
        return List.copyOf(plain);
    }

    private final ChatRequest request;
    private final Profile profile;
    private final AdjustmentLog log;
    private final RuleInterpreter rules;

    private Negotiation(ChatRequest request, Profile profile, AdjustmentLog log) {
        this.request = request;
        this.profile = profile;
        this.log = log;
        this.rules = new RuleInterpreter(profile, log);
    }

    /**
     * Decides.
     *
     * @param overriding the wish about thinking that the caller's extra body spells out, which beats all else; null for none
     */
    public static Settlement settle(
            ChatRequest request, Profile profile, @Nullable Thinking overriding, AdjustmentLog log) {
        return new Negotiation(request, profile, log).settle(overriding);
    }

    /** The wire name the profile demands for the parameter in this request, or null for the dialect's own; for checks that add one. */
    public static @Nullable String wireName(
            ChatRequest request, Profile profile, Parameter parameter, boolean reasoningOn) {
        return new RuleInterpreter(profile, new AdjustmentLog(Policy.ADAPT))
                .wireName(parameter, Facts.of(request, profile, reasoningOn));
    }

    /** Whether that fact is one of this request at this model; null always is. */
    public static boolean holds(@Nullable Condition condition, ChatRequest request, Profile profile) {
        if (condition == null) {
            return true;
        }
        ThinkingNegotiation thinking = new ThinkingNegotiation(profile, new AdjustmentLog(Policy.ADAPT));
        return Facts.of(
                        request,
                        profile,
                        thinking.settle(request.thinking(), null).on())
                .hold(condition);
    }

    private Settlement settle(@Nullable Thinking overriding) {
        ThinkingNegotiation thinking = new ThinkingNegotiation(profile, log);
        Facts facts = Facts.of(request, profile, thinksUnasked());
        ThinkingNegotiation.Outcome outcome = thinking.settle(ruled(request.thinking(), facts), room(facts));
        boolean on = overriding == null ? outcome.on() : thinksAfter(overriding);
        ToolChoice choice = request.toolChoice();
        if (on && isForced(choice) && !allowed(choice) && !log.policy().forwards()) {
            boolean free = request.thinking() instanceof Thinking.Default && overriding == null;
            ThinkingNegotiation.Outcome without = free ? switchedOff() : null;
            if (without != null) {
                outcome = without;
                on = false;
            } else {
                choice = downgraded(choice);
            }
        }
        facts = facts.withReasoning(on);
        boolean keep = keepThinking(on, outcome.spelled());
        Map<Parameter, Settlement.Setting> settings = Map.of();
        for (Parameter parameter : PLAIN) {
            Settlement.Setting setting = setting(parameter, facts);
            if (setting != null) {
                settings = settings.isEmpty() ? new EnumMap<>(Parameter.class) : settings;
                settings.put(parameter, setting);
            }
        }
        return new Settlement(settings, outcome.spelled(), keep, choice(choice, facts), format(facts), on);
    }

    private Settlement.@Nullable Setting setting(Parameter parameter, Facts facts) {
        Parameters.Asked asked = request.parameters().asked().get(parameter);
        if (asked == null && profile.rulesFor(parameter).isEmpty()) {
            return null;
        }
        JsonValue value = rules.value(parameter, asked == null ? null : asked.value(), facts);
        if (value == null) {
            return null;
        }
        String name = rules.wireName(parameter, facts);
        return new Settlement.Setting(value, name == null && asked != null ? asked.spelling() : name);
    }

    /** Tokens of the answer, thinking included, as they will be sent; null when nobody bounds them. */
    private @Nullable Long room(Facts facts) {
        Policy silent = log.policy().forwards() ? Policy.PASSTHROUGH : Policy.ADAPT;
        JsonValue sent = new RuleInterpreter(profile, new AdjustmentLog(silent))
                .value(
                        Parameter.MAX_OUTPUT_TOKENS,
                        request.parameters().get(Parameter.MAX_OUTPUT_TOKENS),
                        facts.withReasoning(true));
        Long asked = sent instanceof JsonValue.JsonNumber number ? number.wholeNumber() : null;
        Long most = log.policy().forwards() ? null : profile.outputLimit();
        // A thinking budget must fit into what is left when the checks are through.
        return asked == null || most == null ? asked : Long.valueOf(Math.min(asked, most));
    }

    private boolean thinksUnasked() {
        Thinks thinks = profile.reasoning().thinks();
        return thinks == Thinks.ALWAYS || thinks == Thinks.BY_DEFAULT;
    }

    private boolean thinksAfter(Thinking overriding) {
        boolean canStop = profile.reasoning().thinks() != Thinks.ALWAYS;
        return !(overriding instanceof Thinking.Off && canStop)
                && profile.reasoning().thinks() != Thinks.NEVER;
    }

    /** The wish after the rules on {@code thinking}. */
    private Thinking ruled(Thinking wish, Facts facts) {
        JsonValue asked = wish instanceof Thinking.Default ? null : JsonValue.of(wish.word());
        return rules.value(Parameter.THINKING, asked, facts) instanceof JsonValue.JsonString(String word)
                ? word.equals(wish.word()) ? wish : Thinking.ofWord(word)
                : new Thinking.Default();
    }

    private static boolean isForced(@Nullable ToolChoice choice) {
        return choice instanceof ToolChoice.Required || choice instanceof ToolChoice.Named;
    }

    private boolean allowed(@Nullable ToolChoice choice) {
        return switch (profile.reasoning().forcedChoice()) {
            case ALLOWED -> true;
            case REQUIRED_ONLY -> choice instanceof ToolChoice.Required;
            case REFUSED -> false;
        };
    }

    /** Thinking off for this call, where the model's default can be switched off; else null. */
    private ThinkingNegotiation.@Nullable Outcome switchedOff() {
        boolean canStop = profile.reasoning().thinks() == Thinks.BY_DEFAULT
                && profile.reasoning().spelling() != ReasoningFacts.Spelling.NONE
                && profile.reasoning().spelling() != ReasoningFacts.Spelling.REASONING_EFFORT;
        if (!canStop) {
            return null;
        }
        log.add(
                Adjustment.of(
                                Parameter.THINKING.label(),
                                Adjustment.Kind.ADDED,
                                null,
                                JsonValue.of("off"),
                                profile.source("reasoning/forced-choice"))
                        .because(
                                "The host refuses a forced tool choice while the model thinks, and no thinking was asked for."));
        return new ThinkingNegotiation.Outcome(new Thinking.Off(), false);
    }

    private ToolChoice downgraded(@Nullable ToolChoice choice) {
        ToolChoice sent = profile.reasoning().forcedChoice() == ForcedChoice.REQUIRED_ONLY
                ? new ToolChoice.Required()
                : new ToolChoice.Auto();
        log.add(Adjustment.of(
                        Parameter.TOOL_CHOICE.label(),
                        Adjustment.Kind.MAPPED,
                        word(choice),
                        JsonValue.of(sent.word()),
                        profile.source("reasoning/forced-choice"))
                .because("The host refuses this tool choice while the model thinks."));
        return sent;
    }

    private boolean keepThinking(boolean on, @Nullable Thinking spelled) {
        JsonValue asked = request.parameters().get(Parameter.THINKING_KEEP);
        if (asked == null || asked.equals(JsonValue.of(false))) {
            return false;
        }
        Keep keep = profile.reasoning().keep();
        if (keep == Keep.IMPLIED) {
            return false;
        }
        boolean off = !on || spelled instanceof Thinking.Off;
        if (keep == Keep.ON_REQUEST && !off) {
            return true;
        }
        log.add(Adjustment.of(
                        Parameter.THINKING_KEEP.label(),
                        Adjustment.Kind.DROPPED,
                        asked,
                        null,
                        profile.source("reasoning/keep"))
                .because(
                        keep == Keep.ON_REQUEST
                                ? "Thinking is off, so there is nothing to keep."
                                : "The host or model cannot be asked to keep earlier reasoning in view."));
        return false;
    }

    private @Nullable ToolChoice choice(@Nullable ToolChoice choice, Facts facts) {
        JsonValue asked = word(choice);
        JsonValue sent = rules.value(Parameter.TOOL_CHOICE, asked, facts);
        if (sent == null || sent.equals(asked)) {
            return sent == null ? null : choice;
        }
        return switch (sent instanceof JsonValue.JsonString(String text) ? text : "") {
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            default -> new ToolChoice.Auto();
        };
    }

    private @Nullable ResponseFormat format(Facts facts) {
        ResponseFormat format = request.responseFormat();
        JsonValue asked = format == null ? null : JsonValue.of(format.word());
        JsonValue sent = rules.value(Parameter.RESPONSE_FORMAT, asked, facts);
        if (sent == null || sent.equals(asked)) {
            return sent == null ? null : format;
        }
        return sent.equals(JsonValue.of("json-object")) ? new ResponseFormat.JsonObject() : new ResponseFormat.Text();
    }

    private static @Nullable JsonValue word(@Nullable ToolChoice choice) {
        return choice == null ? null : JsonValue.of(choice.word());
    }
}

package dev.parlance.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.ReasoningFacts.ForcedChoice;
import dev.parlance.core.catalog.ReasoningFacts.Keep;
import dev.parlance.core.catalog.ReasoningFacts.Spelling;
import dev.parlance.core.catalog.ReasoningFacts.Thinks;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Parameters;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.chat.Tool;
import dev.parlance.core.chat.ToolChoice;
import dev.parlance.core.wire.Generated;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NegotiationTest {
    private static final Source SOURCE = Profiles.source("rules/some");
    private static final Tool TOOL = new Tool.Function("look", null, RawJson.ofText("{\"type\":\"object\"}"));
    private AdjustmentLog log = new AdjustmentLog(Policy.ADAPT);

    private Settlement settle(ChatRequest request, Profile profile) {
        return settle(request, profile, null);
    }

    private Settlement settle(ChatRequest request, Profile profile, @Nullable Thinking overriding) {
        log = new AdjustmentLog(Policy.ADAPT);
        return Negotiation.settle(request, profile, overriding, log);
    }

    private static ChatRequest.Builder request() {
        return ChatRequest.builder("test-model").user("hi");
    }

    @Test
    void an_unknown_profile_forwards_everything_as_asked() {
        for (int seed = 0; seed < 300; seed++) {
            ChatRequest asked = generatedRequest(new Generated(seed));

            Settlement settled = settle(asked, Profile.unknown("some", "model", "openai-chat"));

            asked.parameters().asked().forEach((parameter, value) -> {
                if (parameter != Parameter.THINKING_KEEP) {
                    assertThat(settled.settings())
                            .containsEntry(parameter, new Settlement.Setting(value.value(), value.spelling()));
                }
            });
            assertThat(settled.responseFormat()).isEqualTo(asked.responseFormat());
            assertThat(log.adjustments()).extracting(Adjustment::parameter).isSubsetOf("thinking", "thinking-keep");
        }
    }

    @Test
    void negotiating_what_was_negotiated_adds_nothing() {
        for (int seed = 0; seed < 5000; seed++) {
            Generated generated = new Generated(seed);
            Profile profile = generatedProfile(generated);
            ChatRequest asked = generatedRequest(generated);
            Settlement once = settle(asked, profile);

            Settlement twice = settle(again(asked, once), profile);

            assertThat(log.adjustments()).as("seed %d", seed).isEmpty();
            assertThat(twice.settings()).as("seed %d", seed).isEqualTo(once.settings());
            assertThat(twice.toolChoice()).as("seed %d", seed).isEqualTo(once.toolChoice());
            assertThat(twice.responseFormat()).as("seed %d", seed).isEqualTo(once.responseFormat());
            assertThat(twice.keepThinking()).as("seed %d", seed).isEqualTo(once.keepThinking());
        }
    }

    @Test
    void every_difference_between_asked_and_sent_is_reported() {
        for (int seed = 0; seed < 5000; seed++) {
            Generated generated = new Generated(seed);
            Profile profile = generatedProfile(generated);
            ChatRequest asked = generatedRequest(generated);

            Settlement settled = settle(asked, profile);

            for (Parameter parameter : Parameter.values()) {
                if (parameter.type() == Parameter.Type.STRUCTURED || parameter == Parameter.THINKING_KEEP) {
                    continue;
                }
                Settlement.Setting setting = settled.settings().get(parameter);
                JsonValue sent = setting == null ? null : setting.value();
                JsonValue wanted = asked.parameters().get(parameter);
                boolean differs = sent == null ? wanted != null : !sent.equals(wanted);
                assertThat(log.adjustments().stream()
                                .filter(adjustment -> adjustment.parameter().equals(parameter.label())))
                        .as("seed %d, %s", seed, parameter)
                        .hasSize(differs ? 1 : 0);
            }
        }
    }

    @Test
    void kimi_code_case_4_the_budget_has_one_name_and_no_cap_is_made_up() {
        Profile kimi = Profiles.kimi()
                .rule(new Rule.Rename(Parameter.MAX_OUTPUT_TOKENS, "max_completion_tokens", null, SOURCE))
                .profile();
        ChatRequest asked = request()
                .parameter(Parameter.MAX_OUTPUT_TOKENS, JsonValue.of(100), "max_tokens")
                .build();

        assertThat(settle(asked, kimi).settings())
                .isEqualTo(Map.of(
                        Parameter.MAX_OUTPUT_TOKENS,
                        new Settlement.Setting(JsonValue.of(100), "max_completion_tokens")));
        assertThat(log.adjustments()).isEmpty();
        assertThat(settle(request().build(), kimi).settings()).isEmpty();
        assertThat(Negotiation.wireName(asked, kimi, Parameter.MAX_OUTPUT_TOKENS, true))
                .isEqualTo("max_completion_tokens");
        assertThat(Negotiation.wireName(asked, kimi, Parameter.TOP_P, true)).isNull();
    }

    @Test
    void a_pin_that_differs_by_thinking_follows_the_settled_state() {
        Profile kimi = Profiles.kimi()
                .rule(new Rule.Drop(Parameter.TEMPERATURE, JsonValue.of(1), Condition.REASONING_ON, SOURCE))
                .rule(new Rule.Drop(Parameter.TEMPERATURE, JsonValue.of(0.6), Condition.REASONING_OFF, SOURCE))
                .profile();

        assertThat(settle(request().temperature(1).build(), kimi).settings()).isEmpty();
        assertThat(log.adjustments()).isEmpty();
        settle(request().temperature(0.6).thinking(new Thinking.Off()).build(), kimi);
        assertThat(log.adjustments()).isEmpty();
        settle(request().temperature(0.6).build(), kimi);
        assertThat(log.adjustments()).singleElement().returns(Adjustment.Kind.DROPPED, Adjustment::kind);
        assertThat(settle(request().temperature(0.6).build(), kimi, new Thinking.Off())
                        .reasoningOn())
                .isFalse();
        assertThat(log.adjustments()).isEmpty();
    }

    @Test
    void a_forced_choice_switches_thinking_off_where_nobody_asked_to_think() {
        Settlement settled = settle(
                request().tool(TOOL).toolChoice(new ToolChoice.Required()).build(),
                Profiles.kimi().profile());

        assertThat(settled.thinking()).isEqualTo(new Thinking.Off());
        assertThat(settled.reasoningOn()).isFalse();
        assertThat(settled.toolChoice()).isEqualTo(new ToolChoice.Required());
        assertThat(log.adjustments())
                .singleElement()
                .returns("thinking", Adjustment::parameter)
                .returns(Adjustment.Kind.ADDED, Adjustment::kind);
    }

    @Test
    void a_forced_choice_gives_way_where_thinking_was_asked_for() {
        Settlement settled = settle(
                request()
                        .tool(TOOL)
                        .thinking(new Thinking.On())
                        .toolChoice(new ToolChoice.Named("look"))
                        .build(),
                Profiles.kimi().profile());

        assertThat(settled.thinking()).isEqualTo(new Thinking.On());
        assertThat(settled.toolChoice()).isEqualTo(new ToolChoice.Auto());
        assertThat(log.adjustments())
                .singleElement()
                .returns("tool-choice", Adjustment::parameter)
                .returns(JsonValue.of("named"), Adjustment::asked)
                .returns(JsonValue.of("auto"), Adjustment::sent);
    }

    @Test
    void kimi_k3_takes_required_but_no_named_function() {
        Profile k3 = Profiles.of("moonshot")
                .thinks(Thinks.ALWAYS)
                .spelling(Spelling.REASONING_EFFORT)
                .forcedChoice(ForcedChoice.REQUIRED_ONLY)
                .profile();

        assertThat(settle(
                                request()
                                        .tool(TOOL)
                                        .toolChoice(new ToolChoice.Required())
                                        .build(),
                                k3)
                        .toolChoice())
                .isEqualTo(new ToolChoice.Required());
        assertThat(log.adjustments()).isEmpty();
        assertThat(settle(
                                request()
                                        .tool(TOOL)
                                        .toolChoice(new ToolChoice.Named("look"))
                                        .build(),
                                k3)
                        .toolChoice())
                .isEqualTo(new ToolChoice.Required());
        assertThat(log.adjustments()).singleElement().returns(Adjustment.Kind.MAPPED, Adjustment::kind);
    }

    @Test
    void kimi_code_case_3_keep_needs_thinking() {
        ChatRequest.Builder keep = request().parameter(Parameter.THINKING_KEEP, JsonValue.of("all"));
        Profile kimi = Profiles.kimi().profile();

        assertThat(settle(keep.build(), kimi).keepThinking()).isTrue();
        assertThat(log.adjustments()).isEmpty();
        assertThat(settle(keep.thinking(new Thinking.Off()).build(), kimi).keepThinking())
                .isFalse();
        assertThat(log.adjustments()).singleElement().returns("thinking-keep", Adjustment::parameter);
        assertThat(settle(
                                keep.thinking(new Thinking.On()).build(),
                                Profiles.of("foundry").profile())
                        .keepThinking())
                .isFalse();
        assertThat(log.adjustments()).singleElement().returns("thinking-keep", Adjustment::parameter);
    }

    @Test
    void a_format_the_host_lacks_is_mapped_to_the_next_best() {
        Profile host = Profiles.of("test")
                .rule(new Rule.Mapping(
                        Parameter.RESPONSE_FORMAT,
                        JsonValue.object("json-schema", JsonValue.of("json-object")),
                        null,
                        SOURCE))
                .profile();
        ResponseFormat schema = new ResponseFormat.JsonSchema("x", null, RawJson.EMPTY_OBJECT, null, Members.NONE);

        assertThat(settle(request().responseFormat(schema).build(), host).responseFormat())
                .isEqualTo(new ResponseFormat.JsonObject());
        assertThat(log.adjustments()).singleElement().returns("response-format", Adjustment::parameter);
    }

    /** The request that asks for just what was settled. */
    private static ChatRequest again(ChatRequest asked, Settlement settled) {
        Thinking spelled = settled.thinking();
        ChatRequest.Builder again = asked.toBuilder()
                .parameters(Parameters.NONE)
                .thinking(spelled == null ? new Thinking.Default() : spelled)
                .toolChoice(settled.toolChoice())
                .responseFormat(settled.responseFormat());
        settled.settings()
                .forEach((parameter, setting) -> again.parameter(parameter, setting.value(), setting.wireName()));
        JsonValue keep = asked.parameters().get(Parameter.THINKING_KEEP);
        if (settled.keepThinking() && keep != null) {
            again.parameter(Parameter.THINKING_KEEP, keep);
        }
        return again.build();
    }

    private static ChatRequest generatedRequest(Generated generated) {
        ChatRequest.Builder request = request();
        if (generated.oneIn(2)) {
            request.tool(TOOL);
        }
        request.toolChoice(generated.any(
                null,
                new ToolChoice.Auto(),
                new ToolChoice.None(),
                new ToolChoice.Required(),
                new ToolChoice.Named("look")));
        request.responseFormat(generated.any(null, new ResponseFormat.Text(), new ResponseFormat.JsonObject()));
        request.thinking(generated.any(
                new Thinking.Default(),
                new Thinking.Off(),
                new Thinking.On(),
                new Thinking.Effort(generated.any("none", "minimal", "low", "medium", "high", "xhigh", "max", "new")),
                new Thinking.Budget(1 + generated.below(9000))));
        for (Parameter parameter : Parameter.values()) {
            if (generated.oneIn(3) && parameter.type() != Parameter.Type.STRUCTURED) {
                request.parameter(parameter, valueFor(parameter, generated), generated.any(null, "asked_name"));
            }
        }
        return request.build();
    }

    private static JsonValue valueFor(Parameter parameter, Generated generated) {
        return switch (parameter.type()) {
            case NUMBER -> generated.number();
            case INTEGER -> JsonValue.of(generated.below(5));
            case BOOLEAN -> JsonValue.of(generated.oneIn(2));
            case TEXT, TEXTS -> JsonValue.of(generated.any("a", "b", "c"));
            case ARRAY -> generated.array(2);
            case OBJECT -> generated.object(2);
            case ANY -> generated.any(JsonValue.of("all"), JsonValue.of(false));
            case STRUCTURED -> throw new IllegalArgumentException(parameter.label());
        };
    }

    private static Profile generatedProfile(Generated generated) {
        Profiles profile = Profiles.of("generated")
                .thinks(generated.any(Thinks.values()))
                .spelling(generated.any(Spelling.values()))
                .keep(generated.any(Keep.values()))
                .forcedChoice(generated.any(ForcedChoice.values()));
        if (generated.oneIn(2)) {
            profile.levels(generated
                    .any(List.of("low", "high", "max"), List.of("none", "low", "medium"), List.of("minimal", "high"))
                    .toArray(new String[0]));
        }
        for (Parameter parameter : Parameter.values()) {
            if (parameter.type() != Parameter.Type.STRUCTURED && parameter != Parameter.THINKING_KEEP) {
                generatedRules(parameter, generated, profile);
            }
        }
        return profile.profile();
    }

    /** A gate, or a rule about the value, and perhaps a name: what a host's data would hold for one parameter. */
    private static void generatedRules(Parameter parameter, Generated generated, Profiles profile) {
        Condition when = generated.oneIn(2) ? null : generated.any(Condition.values());
        JsonValue value = valueFor(parameter, generated);
        switch (generated.below(8)) {
            case 0 -> profile.rule(new Rule.Drop(parameter, null, when, SOURCE));
            case 1 -> profile.rule(new Rule.Fix(parameter, value, when, SOURCE));
            case 2 -> profile.rule(new Rule.Default(parameter, value, when, SOURCE));
            case 3 -> profile.rule(new Rule.Clamp(parameter, BigDecimal.ONE, new BigDecimal("3"), when, SOURCE));
            case 4 ->
                profile.rule(new Rule.Mapping(
                        parameter,
                        parameter.type() == Parameter.Type.INTEGER
                                ? JsonValue.object("1", JsonValue.of(7), "2", JsonValue.of(7))
                                : JsonValue.object("a", JsonValue.of("b")),
                        when,
                        SOURCE));
            case 5 -> profile.rule(new Rule.Forward(parameter, when, SOURCE));
            default -> {}
        }
        if (generated.oneIn(3)) {
            profile.rule(new Rule.Rename(parameter, parameter.name() + "_renamed", null, SOURCE));
        }
    }
}

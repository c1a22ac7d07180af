package dev.parlance.dialects.anthropic;

import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.ResponseFormat;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.dialect.NegotiatedRequest;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import org.jspecify.annotations.Nullable;

/** Spells the settled wish about thinking, how it is shown, and what is wanted of the output. */
final class ThinkingWriter {
    private final Settlement settlement;
    private final ReasoningFacts facts;
    private final Thinking asked;
    private final @Nullable Thinking wish;

    ThinkingWriter(NegotiatedRequest negotiated) {
        this.settlement = negotiated.settlement();
        this.facts = negotiated.profile().reasoning();
        this.asked = negotiated.request().thinking();
        this.wish = settlement.thinking();
    }

    /** The {@code thinking} object, or null for none. */
    @Nullable
    JsonObject thinking() {
        JsonObject thinking = wish == null ? unasked() : spelled(wish);
        if (thinking == null || wish instanceof Thinking.Off) {
            return thinking;
        }
        String display = display();
        return display == null ? thinking : thinking.with("display", JsonValue.of(display));
    }

    /** A model that thinks by itself is told how to show it beside the word for what it does anyway. */
    private @Nullable JsonObject unasked() {
        boolean adaptive = settlement.reasoningOn() && facts.spelling() == ReasoningFacts.Spelling.ADAPTIVE;
        return adaptive && display() != null ? type("adaptive") : null;
    }

    private @Nullable JsonObject spelled(Thinking thinking) {
        return switch (thinking) {
            case Thinking.Default none -> null;
            case Thinking.Off off -> facts.spelling() == ReasoningFacts.Spelling.NONE ? null : off();
            case Thinking.Budget(int tokens) -> type("enabled").with("budget_tokens", JsonValue.of(tokens));
            case Thinking.On on -> on();
            case Thinking.Effort(String level) -> level.equals("none") ? off() : on();
        };
    }

    private JsonObject off() {
        String word = facts.offWord();
        return type(word == null ? "disabled" : word);
    }

    private @Nullable JsonObject on() {
        return switch (facts.spelling()) {
            case NONE, REASONING_EFFORT, REASONING_OBJECT -> null;
            // Here only a model that chooses its budget by itself is told no number.
            case ADAPTIVE, BUDGET -> type("adaptive");
            case THINKING_OBJECT, THINKING_OBJECT_WITH_EFFORT, THINKING_OBJECT_AND_EFFORT -> type("enabled");
        };
    }

    private static JsonObject type(String type) {
        return JsonValue.object(Names.TYPE, JsonValue.of(type));
    }

    private @Nullable String display() {
        Settlement.Setting summary = settlement.settings().get(Parameter.THINKING_SUMMARY);
        if (summary == null || !(summary.value() instanceof JsonValue.JsonString(String word))) {
            return null;
        }
        return word.equals("none") ? "omitted" : "summarized";
    }

    /** The {@code output_config} object, or null for none. */
    @Nullable
    JsonObject outputConfig() {
        JsonObject config = JsonObject.EMPTY;
        String effort = effort();
        config = effort == null ? config : config.with("effort", JsonValue.of(effort));
        JsonObject format = isBeside() ? null : format();
        config = format == null ? config : config.with("format", format);
        return config.members().isEmpty() ? null : config;
    }

    /** The format as the beta has it, for who asked so; else null. */
    @Nullable
    JsonObject outputFormat() {
        return isBeside() ? format() : null;
    }

    private boolean isBeside() {
        return settlement.responseFormat() instanceof ResponseFormat.JsonSchema schema
                && schema.extra().get(Names.FORMAT_PLACE) != null;
    }

    private @Nullable String effort() {
        return switch (facts.spelling()) {
            case NONE, THINKING_OBJECT -> null;
            case ADAPTIVE,
                    REASONING_EFFORT,
                    REASONING_OBJECT,
                    THINKING_OBJECT_WITH_EFFORT,
                    THINKING_OBJECT_AND_EFFORT -> level(wish);
            case BUDGET -> wish instanceof Thinking.Budget ? besideBudget(level(asked)) : null;
        };
    }

    /** The level itself, beside the budget it became, for models that take both. */
    private @Nullable String besideBudget(@Nullable String level) {
        return level != null && facts.levels() != null && facts.levels().contains(level) ? level : null;
    }

    private static @Nullable String level(@Nullable Thinking thinking) {
        return thinking instanceof Thinking.Effort(String level) && !level.equals("none") ? level : null;
    }

    private @Nullable JsonObject format() {
        return switch (settlement.responseFormat()) {
            case ResponseFormat.JsonSchema schema -> schema(schema);
            case ResponseFormat.Opaque(String dialect, RawJson json) -> json.objectOrNull();
            case ResponseFormat.Text text -> null;
            case ResponseFormat.JsonObject object -> null;
            case null -> null;
        };
    }

    private static @Nullable JsonObject schema(ResponseFormat.JsonSchema format) {
        JsonObject schema = format.schema() == null ? null : format.schema().objectOrNull();
        if (schema == null) {
            return null;
        }
        String description = format.description();
        if (description != null && schema.get("description") == null) {
            schema = schema.with("description", JsonValue.of(description));
        }
        JsonObject written = JsonValue.object(Names.TYPE, JsonValue.of("json_schema"), "schema", schema);
        for (var member : format.extra().without(Names.FORMAT_PLACE).byName().entrySet()) {
            written = written.with(member.getKey(), member.getValue().valueOrText());
        }
        return written;
    }
}

package dev.parlance.sandbox.anthropic;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.anthropic.ClaudeModel.Trait;

/**
 * How a model thinks on a request.
 *
 * @param mode what is in effect
 * @param shown whether the text of thoughts is given out; their signature always is
 */
record Thinking(Mode mode, boolean shown) {

    /** What is in effect. */
    enum Mode {
        OFF,
        BUDGET,
        ADAPTIVE
    }

    static Thinking of(MessagesBody body, ClaudeModel model) {
        Mode mode = switch (body.thinkingType()) {
            case "enabled" -> Mode.BUDGET;
            case "adaptive" -> Mode.ADAPTIVE;
            case null -> model.has(Trait.THINKS_UNASKED) ? Mode.ADAPTIVE : Mode.OFF;
            default -> Mode.OFF;
        };
        JsonObject object = body.members().object("thinking");
        String display = object == null ? null : object.text("display");
        boolean shown = display == null ? !model.has(Trait.OMITS_THOUGHTS) : !display.equals("omitted");
        return new Thinking(mode, shown);
    }

    boolean on() {
        return mode != Mode.OFF;
    }

    /**
     * Whether the model thinks anew on this turn: between the calls of a tool loop it does so with a budget only under a beta (recorded:
     * charmbracelet/fantasy, thinking of sonnet 4, second exchange), adaptively always.
     */
    boolean thinksOn(MessagesBody body) {
        boolean between = body.turns().getLast().onlyResults();
        return switch (mode) {
            case OFF -> false;
            case ADAPTIVE -> true;
            case BUDGET -> !between || body.beta("interleaved-thinking");
        };
    }
}

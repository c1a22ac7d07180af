package dev.parlance.core.catalog;

import dev.parlance.core.chat.Parameter;
import dev.parlance.core.wire.JsonValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One rule about one parameter. The verbs are closed. Rules fill three slots: whether the parameter may go ({@link Forward},
 * {@link Drop}, {@link Reject}), with which value ({@link Mapping}, {@link Clamp}, {@link Fix}, {@link Default}), under which name
 * ({@link Rename}). A later layer of the catalog replaces the rules of the slots it fills.
 */
public sealed interface Rule {
    /** What it is about. */
    Parameter parameter();

    /** When it holds, or null for always. */
    @Nullable
    Condition when();

    /** Where it comes from. */
    Source source();

    /** Sends the parameter; undoes what earlier layers said about dropping it. */
    record Forward(Parameter parameter, @Nullable Condition when, Source source) implements Rule {}

    /**
     * Leaves the parameter out.
     *
     * @param pinned the value that the host uses anyway: a caller who asked for just that gets no adjustment
     */
    record Drop(
            Parameter parameter,
            @Nullable JsonValue pinned,
            @Nullable Condition when,
            Source source) implements Rule {}

    /** Refuses the request before anything is sent. */
    record Reject(Parameter parameter, @Nullable Condition when, Source source) implements Rule {}

    /** Sends the parameter under another wire name. */
    record Rename(Parameter parameter, String to, @Nullable Condition when, Source source) implements Rule {}

    /**
     * Sends other values for some values.
     *
     * @param values sent value by asked value; asked values are compared as text, numbers by value. {@code *} stands for any other value
     */
    record Mapping(
            Parameter parameter,
            JsonValue.JsonObject values,
            @Nullable Condition when,
            Source source) implements Rule {}

    /** Moves a number into a range; null means open. */
    record Clamp(
            Parameter parameter,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable Condition when,
            Source source)
            implements Rule {}

    /** Sends this value whatever was asked, and also when nothing was asked. */
    record Fix(Parameter parameter, JsonValue to, @Nullable Condition when, Source source) implements Rule {}

    /** Sends this value when nothing was asked. */
    record Default(
            Parameter parameter, JsonValue to, @Nullable Condition when, Source source) implements Rule {}

    /** The slot of the rule: a later layer replaces all rules of a parameter's slot. */
    enum Slot {
        GATE,
        VALUE,
        NAME
    }

    /** Which slot the rule fills. */
    default Slot slot() {
        return switch (this) {
            case Forward forward -> Slot.GATE;
            case Drop drop -> Slot.GATE;
            case Reject reject -> Slot.GATE;
            case Rename rename -> Slot.NAME;
            case Mapping mapping -> Slot.VALUE;
            case Clamp clamp -> Slot.VALUE;
            case Fix fix -> Slot.VALUE;
            case Default standard -> Slot.VALUE;
        };
    }

    /** The verb as catalog data spells it. */
    default String verb() {
        return switch (this) {
            case Forward forward -> "forward";
            case Drop drop -> "drop";
            case Reject reject -> "reject";
            case Rename rename -> "rename";
            case Mapping mapping -> "map";
            case Clamp clamp -> "clamp";
            case Fix fix -> "fix";
            case Default standard -> "default";
        };
    }
}

package dev.parlance.configuration;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.Alias;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/** What an alias stands for: a model, a list of models, or a table with more to say. */
final class AliasForm implements Form<Alias> {
    private static final Form<String> MODEL = Forms.text("a model such as moonshot/kimi-k2.6");

    private static final Setting<String> TARGET_MODEL = new Setting<>("model", MODEL, "The model.");
    private static final Setting<Integer> WEIGHT = new Setting<>(
                    "weight",
                    Forms.whole(0, 1_000_000),
                    "Its share of the calls among the targets with a weight; the others come after them, in order.")
            .fallback("0");
    private static final Table TARGET = new Table("a target of an alias", List.of(TARGET_MODEL, WEIGHT));

    private static final Form<List<Alias.Target>> TARGETS_FORM =
            new Listed<>("a list of models or of tables with model and weight", new TargetForm());
    private static final Setting<List<Alias.Target>> TARGETS =
            new Setting<>("targets", TARGETS_FORM, "The models; the first that works answers.");
    private static final Setting<Duration> HEDGE_AFTER = new Setting<>(
                    "hedge-after",
                    Forms.time(1),
                    "When the next target is asked beside one that has not begun to answer; both are paid for.")
            .fallback("never");
    private static final Setting<Duration> FIRST_TOKEN = new Setting<>(
                    "first-token-timeout",
                    Forms.time(1),
                    "How long a target may take until its answer begins; then the next is asked.")
            .fallback("that of the gateway");
    private static final Setting<Duration> TOTAL =
            new Setting<>("total-timeout", Forms.time(1), "How long a call may take.").fallback("that of the gateway");

    static final Table TABLE = new Table("the table of an alias", List.of(TARGETS, HEDGE_AFTER, FIRST_TOKEN, TOTAL));

    @Override
    public String description() {
        return "a model such as moonshot/kimi-k2.6, a list of models, or a table with targets";
    }

    @Override
    public JsonObject schema() {
        return JsonValue.object("anyOf", JsonValue.array(TARGETS_FORM.schema(), TABLE.schema()));
    }

    @Override
    public @Nullable Alias read(Place place) {
        if (!(place.value() instanceof TomlTable)) {
            List<Alias.Target> targets = TARGETS_FORM.read(place);
            return targets == null ? null : new Alias(targets, null, null, null);
        }
        Section section = TABLE.read(place);
        List<Alias.Target> targets = section == null ? null : section.get(TARGETS);
        if (section == null || targets == null) {
            place.missing(
                    "an alias needs targets", "For example targets = [\"moonshot/kimi-k2.6\", \"openai/gpt-5.4\"].");
            return null;
        }
        return new Alias(targets, section.get(HEDGE_AFTER), section.get(FIRST_TOKEN), section.get(TOTAL));
    }

    /** A model, or a table of a model and its weight. */
    private static final class TargetForm implements Form<Alias.Target> {
        @Override
        public String description() {
            return "a model such as moonshot/kimi-k2.6, or a table with model and weight";
        }

        @Override
        public JsonObject schema() {
            return JsonValue.object("anyOf", JsonValue.array(MODEL.schema(), TARGET.schema()));
        }

        @Override
        public Alias.@Nullable Target read(Place place) {
            if (place.value() instanceof TomlTable) {
                Section section = TARGET.read(place);
                String model = section == null ? null : section.get(TARGET_MODEL);
                if (section == null || model == null) {
                    place.missing(
                            "a target needs a model", "For example { model = \"moonshot/kimi-k2.6\", weight = 3 }.");
                    return null;
                }
                Integer weight = section.get(WEIGHT);
                return new Alias.Target(model, weight == null ? 0 : weight);
            }
            String model = MODEL.read(place);
            return model == null ? null : new Alias.Target(model, 0);
        }
    }
}

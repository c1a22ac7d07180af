package dev.parlance.configuration;

import dev.parlance.core.chat.Thinking;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.value.Template;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/** A wish about thinking: {@code "off"}, {@code "on"}, an effort word or {@code {budget = 4000}}. Words that are not known yet are passed on. */
record ThinkingForm() implements Form<Thinking> {
    private static final List<String> WORDS =
            List.of("off", "on", "minimal", "low", "medium", "high", "xhigh", "max", "default");

    private static final Setting<Integer> BUDGET =
            new Setting<>("budget", Forms.whole(1, Integer.MAX_VALUE), "Tokens for thinking.");

    private static final Table BUDGETS = new Table("a thinking budget", List.of(BUDGET));

    private static final Pattern WORD = Pattern.compile("[a-z][a-z_-]{0,19}");

    @Override
    public String description() {
        return "one of " + String.join(", ", WORDS.subList(0, WORDS.size() - 1)) + ", or { budget = 4000 }";
    }

    @Override
    public JsonObject schema() {
        return JsonValue.object(
                "anyOf",
                JsonValue.array(
                        JsonValue.object("enum", JsonValue.strings(WORDS)),
                        JsonValue.object("type", JsonValue.strings(List.of("string", "boolean"))),
                        BUDGETS.schema()));
    }

    @Override
    public @Nullable Thinking read(Place place) {
        return switch (place.value()) {
            case TomlTable table -> budget(place);
            case Boolean truth -> shown(truth ? new Thinking.On() : new Thinking.Off(), place);
            case String text -> word(text, place);
            default -> {
                place.fault("this must be " + description(), null);
                yield null;
            }
        };
    }

    private static @Nullable Thinking budget(Place place) {
        Section section = BUDGETS.read(place);
        Integer tokens = section == null ? null : section.get(BUDGET);
        if (section != null && tokens == null && section.placeOf(BUDGET) == null) {
            place.fault("a thinking budget needs budget", "For example { budget = 4000 }.");
        }
        return tokens == null ? null : new Thinking.Budget(tokens);
    }

    private @Nullable Thinking word(String written, Place place) {
        Template template = Scalar.template(written, place);
        String text = template == null ? null : place.reading().resolve(template, place);
        if (text == null || text.isBlank()) {
            return null;
        }
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (Set.of("true", "yes", "1").contains(word)) {
            return shown(new Thinking.On(), place);
        }
        if (Set.of("false", "no", "0").contains(word)) {
            return shown(new Thinking.Off(), place);
        }
        if (!WORD.matcher(word).matches()) {
            place.fault("this must be " + description() + "; it is \"" + Shown.text(written) + "\"", null);
            return null;
        }
        Thinking thinking = Thinking.ofWord(word);
        if (thinking instanceof Thinking.Effort && !WORDS.contains(word)) {
            String question = Nearest.question(word, WORDS);
            place.warn("\"" + word + "\" is no effort that Parlance knows; it is passed on as it is."
                    + (question == null ? "" : " " + question));
        }
        return shown(thinking, place);
    }

    private static Thinking shown(Thinking thinking, Place place) {
        place.show(thinking.word());
        return thinking;
    }
}

package dev.parlance.configuration;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/**
 * A table of known settings.
 *
 * @param what for messages, for example {@code the table of a provider}
 * @param settings all that may stand in it
 * @param foreign further ones, rare or in somebody else's spelling: understood, but not offered in messages
 * @param definition its name among the definitions of the schema, or null when it stands there itself
 */
record Table(
        String what,
        List<Setting<?>> settings,
        List<Setting<?>> foreign,
        @Nullable String definition) implements Form<Section> {
    Table {
        settings = List.copyOf(settings);
        foreign = List.copyOf(foreign);
    }

    Table(String what, List<Setting<?>> settings) {
        this(what, settings, List.of(), null);
    }

    @Override
    public String description() {
        return "a table";
    }

    Table defined(String name) {
        return new Table(what, settings, foreign, name);
    }

    @Override
    public JsonObject schema() {
        return definition == null ? object() : JsonValue.object("$ref", JsonValue.of("#/$defs/" + definition));
    }

    /** The schema itself. */
    JsonObject object() {
        return JsonValue.object(
                "type", JsonValue.of("object"),
                "properties", properties(),
                "additionalProperties", JsonValue.of(false));
    }

    /** The schemas of all settings by name. */
    JsonObject properties() {
        JsonObject properties = JsonObject.EMPTY;
        for (List<Setting<?>> some : List.of(settings, foreign)) {
            for (Setting<?> setting : some) {
                properties = properties.with(setting.name(), described(setting));
                for (String synonym : setting.synonyms()) {
                    properties = properties.with(
                            synonym,
                            setting.form().schema().with("description", JsonValue.of("As " + setting.name() + ".")));
                }
            }
        }
        return properties;
    }

    /** The schema of a setting with what it is for. */
    static JsonObject described(Setting<?> setting) {
        String fallback = setting.fallback() == null ? "" : " Default: " + setting.fallback() + ".";
        return setting.form().schema().with("description", JsonValue.of(setting.about() + fallback));
    }

    @Override
    public @Nullable Section read(Place place) {
        if (!(place.value() instanceof TomlTable table)) {
            place.fault("this must be a table", "Write [" + place.key() + "] and the settings below it.");
            return null;
        }
        Section section = new Section(place);
        Set<String> known = spellings();
        for (String name : table.keySet()) {
            Place at = place.member(table, name, known);
            Setting<?> setting = find(name);
            if (setting == null) {
                unknown(place, at, name);
            } else {
                read(section, setting, at);
            }
        }
        return section;
    }

    private static void read(Section section, Setting<?> setting, Place at) {
        Place earlier = section.placeOf(setting);
        if (earlier != null) {
            at.fault(
                    "line " + earlier.line() + " has the same setting as " + earlier.name(),
                    "Keep one of the two; its name is " + setting.name() + ".");
            return;
        }
        section.stands(setting.name(), at);
        Object value = setting.form().read(at);
        if (value != null) {
            section.put(setting.name(), value);
        }
    }

    private @Nullable Setting<?> find(String name) {
        for (List<Setting<?>> some : List.of(settings, foreign)) {
            for (Setting<?> setting : some) {
                if (setting.name().equals(name) || setting.synonyms().contains(name)) {
                    return setting;
                }
            }
        }
        return null;
    }

    private void unknown(Place place, Place at, String name) {
        if (place.outer().contains(name)) {
            Misplaced.say(place, at, name);
            return;
        }
        List<String> names = settings.stream().<String>map(Setting::name).toList();
        String question = Nearest.question(name, names);
        String allowed = "Settings here: " + String.join(", ", names) + ".";
        at.fault("there is no such setting in " + what, question == null ? allowed : question + " " + allowed);
    }

    /** Every name that is understood here. */
    Set<String> spellings() {
        Set<String> names = new LinkedHashSet<>();
        for (List<Setting<?>> some : List.of(settings, foreign)) {
            for (Setting<?> setting : some) {
                names.add(setting.name());
                names.addAll(setting.synonyms());
            }
        }
        return names;
    }
}

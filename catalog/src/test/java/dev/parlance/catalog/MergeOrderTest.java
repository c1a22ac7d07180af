package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Rule;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MergeOrderTest {
    /** One thing that a layer can say, in a way that tells which layer said it. */
    private record Sentence(
            Function<Integer, String> json, Function<Profile, Object> seen, Function<Integer, Object> meant) {}

    private static final List<String> LAYERS =
            List.of("defaults", "dialect", "model", "host", "host's model", "user", "user's model");

    private static final List<Sentence> SENTENCES = List.of(
            new Sentence(
                    layer -> "\"rules\":{\"seed\":{\"do\":\"fix\",\"to\":" + layer + "}}",
                    profile -> ((Rule.Fix) profile.rulesFor(Parameter.SEED).getFirst()).to(),
                    layer -> Json.parse(layer.toString())),
            new Sentence(
                    layer -> "\"rules\":{\"user\":{\"do\":\"rename\",\"to\":\"name" + layer + "\"}}",
                    profile -> ((Rule.Rename) profile.rulesFor(Parameter.USER).getFirst()).to(),
                    layer -> "name" + layer),
            new Sentence(
                    layer -> "\"rules\":{\"stop\":{\"do\":\"" + (layer % 2 == 0 ? "drop" : "forward") + "\"}}",
                    profile -> profile.rulesFor(Parameter.STOP).getFirst().verb(),
                    layer -> layer % 2 == 0 ? "drop" : "forward"),
            new Sentence(
                    layer -> "\"reasoning\":{\"levels\":[\"l" + layer + "\"]}",
                    profile -> String.valueOf(profile.reasoning().levels()),
                    layer -> "[l" + layer + "]"),
            new Sentence(
                    layer -> "\"reasoning\":{\"when-missing\":\"w" + layer + "\"}",
                    profile -> String.valueOf(profile.reasoning().whenMissing()),
                    layer -> "w" + layer),
            new Sentence(
                    layer -> "\"window\":" + (100 + layer),
                    profile -> String.valueOf(profile.facts().window()),
                    layer -> String.valueOf(100 + layer)),
            new Sentence(
                    layer -> "\"tool-names\":\"t" + layer + "\"",
                    profile -> String.valueOf(profile.toolNames()),
                    layer -> "t" + layer),
            new Sentence(layer -> "\"path\":\"/p" + layer + "\"", Profile::path, layer -> "/p" + layer));

    /** Those that can stand beside each other in one layer. */
    private static final List<Sentence> SENTENCES_OF_ONE_MEMBER = SENTENCES.subList(4, SENTENCES.size());

    /** The catalog in which each layer says what the list gives for it; the user's two layers apart. */
    private static Profile resolve(List<String> said) {
        Catalog catalog = new InventedCatalog()
                .defaults(said.get(0))
                .dialect(said.get(1))
                .models("\"m\":{" + said.get(2) + "}")
                .host(joined(said.get(3), "\"models\":{\"m\":{" + said.get(4) + "}}"))
                .open();
        JsonObject user =
                (JsonObject) Json.parse("{" + joined(said.get(5), "\"models\":{\"m\":{" + said.get(6) + "}}") + "}");
        return catalog.resolve("here", "m", new Overrides("config.toml", "providers/p", user));
    }

    private static String joined(String first, String second) {
        return first.isEmpty() ? second : first + "," + second;
    }

    @Test
    void of_any_two_layers_the_later_one_has_the_last_word() {
        for (Sentence sentence : SENTENCES) {
            for (int later = 0; later < LAYERS.size(); later++) {
                for (int earlier = 0; earlier <= later; earlier++) {
                    List<String> said = silence();
                    said.set(earlier, sentence.json().apply(earlier));
                    said.set(later, sentence.json().apply(later));

                    assertThat(sentence.seen().apply(resolve(said)))
                            .as("%s over %s", LAYERS.get(later), LAYERS.get(earlier))
                            .isEqualTo(sentence.meant().apply(later));
                }
            }
        }
    }

    @Test
    void whatever_layers_say_each_setting_is_that_of_the_last_layer_that_says_it() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<String> said = silence();
            Map<Sentence, Integer> last = new LinkedHashMap<>();
            for (Sentence sentence : SENTENCES_OF_ONE_MEMBER) {
                for (int layer = 0; layer < LAYERS.size(); layer++) {
                    if (random.nextBoolean()) {
                        last.put(sentence, layer);
                        said.set(layer, joined(said.get(layer), sentence.json().apply(layer)));
                    }
                }
            }

            Profile profile = resolve(said);

            last.forEach((sentence, layer) -> assertThat(sentence.seen().apply(profile))
                    .as("%s", said)
                    .isEqualTo(sentence.meant().apply(layer)));
        }
    }

    private static List<String> silence() {
        return new ArrayList<>(List.of("", "", "", "", "", "", ""));
    }

    @Test
    void rules_of_one_slot_leave_the_other_slots_alone() {
        Profile profile = new InventedCatalog()
                .dialect("\"rules\":{\"n\":{\"do\":\"clamp\",\"max\":1}}")
                .host(
                        "\"rules\":{\"n\":[{\"do\":\"drop\",\"when\":\"streaming\"},{\"do\":\"rename\",\"to\":\"count\"}]}")
                .open()
                .resolve("here", "m");

        assertThat(profile.rulesFor(Parameter.N)).extracting(Rule::verb).containsExactly("drop", "clamp", "rename");
    }

    @Test
    void forward_undoes_an_earlier_drop_and_keeps_the_value_rules() {
        Profile profile = new InventedCatalog()
                .dialect("\"rules\":{\"n\":[{\"do\":\"drop\"},{\"do\":\"clamp\",\"max\":1}]}")
                .host("\"rules\":{\"n\":{\"do\":\"forward\"}}")
                .open()
                .resolve("here", "m");

        assertThat(profile.rulesFor(Parameter.N)).extracting(Rule::verb).containsExactly("forward", "clamp");
    }

    @Test
    void lists_of_transforms_are_replaced_by_a_list_and_changed_by_add_and_remove() {
        InventedCatalog invented = new InventedCatalog()
                .dialect("\"transforms\":[\"drop-empty-assistant\",\"normalize-tool-ids\"]")
                .models("\"m\":{\"transforms\":{\"add\":[\"system-as-developer\"]}}")
                .host("\"transforms\":{\"remove\":[\"normalize-tool-ids\",\"system-as-developer\"]},"
                        + "\"models\":{\"r\":{\"transforms\":[\"builtin-functions\"]},"
                        + "\"a\":{\"transforms\":{\"add\":[\"normalize-tool-ids\"]}}}");
        Catalog catalog = invented.open();

        assertThat(labels(catalog.resolve("here", "m"))).containsExactly("drop-empty-assistant");
        assertThat(labels(catalog.resolve("here", "r"))).containsExactly("builtin-functions");
        assertThat(labels(catalog.resolve("here", "a"))).containsExactly("drop-empty-assistant", "normalize-tool-ids");
    }

    private static List<String> labels(Profile profile) {
        return profile.transforms().stream().map(transform -> transform.label()).toList();
    }

    @Test
    void error_rules_are_asked_from_the_most_specific_layer_to_the_most_general() {
        Profile profile = new InventedCatalog()
                .dialect("\"errors\":[{\"status\":1,\"is\":\"overloaded\"},{\"status\":2,\"is\":\"overloaded\"}]")
                .host("\"errors\":[{\"status\":3,\"is\":\"overloaded\"},{\"status\":4,\"is\":\"overloaded\"}],"
                        + "\"models\":{\"m\":{\"errors\":[{\"status\":5,\"is\":\"overloaded\"}]}}")
                .open()
                .resolve("here", "m");

        assertThat(profile.errors()).extracting(error -> error.status()).containsExactly(5, 3, 4, 1, 2);
    }

    @Test
    void an_entry_that_is_like_another_adds_to_it_and_each_rule_says_where_it_stands() {
        Profile profile = new InventedCatalog()
                .models("\"base\":{\"window\":10,\"max-output\":5,\"rules\":{\"seed\":{\"do\":\"drop\"}}},"
                        + "\"m\":{\"like\":\"base\",\"max-output\":7}")
                .open()
                .resolve("here", "m");

        assertThat(profile.facts().window()).isEqualTo(10);
        assertThat(profile.facts().maxOutput()).isEqualTo(7);
        assertThat(profile.rulesFor(Parameter.SEED).getFirst().source().rule())
                .isEqualTo("models/all.json#models/base/rules/seed");
        assertThat(profile.source("max-output").rule()).isEqualTo("models/all.json#models/m/max-output");
    }

    @Test
    void a_model_can_have_another_dialect_and_then_what_that_dialect_says() {
        Profile profile = new InventedCatalog()
                .file("index.json", "{\"dialects\":[\"chat\",\"other\"],\"models\":{},\"hosts\":[\"here\"]}")
                .dialect("\"path\":\"/chat\"")
                .file("dialects/other.json", "{\"evidence\":\"e\",\"path\":\"/other\"}")
                .host("\"models\":{\"m\":{\"dialect\":\"other\"}}")
                .open()
                .resolve("here", "m");

        assertThat(profile.dialect()).isEqualTo("other");
        assertThat(profile.path()).isEqualTo("/other");
    }

    @Test
    void reason_and_evidence_hold_for_what_stands_inside_unless_it_has_its_own() {
        Profile profile = new InventedCatalog()
                .host("\"rules\":{\"reason\":\"Outer.\",\"evidence\":\"outer\",\"seed\":{\"do\":\"drop\"},"
                        + "\"n\":{\"do\":\"drop\",\"reason\":\"Inner.\",\"evidence\":\"inner\"}}")
                .open()
                .resolve("here", "m");

        assertThat(profile.rulesFor(Parameter.SEED).getFirst().source().reason())
                .isEqualTo("Outer.");
        assertThat(profile.rulesFor(Parameter.SEED).getFirst().source().evidence())
                .isEqualTo("outer");
        assertThat(profile.rulesFor(Parameter.N).getFirst().source().reason()).isEqualTo("Inner.");
        assertThat(profile.rulesFor(Parameter.N).getFirst().source().evidence()).isEqualTo("inner");
    }
}

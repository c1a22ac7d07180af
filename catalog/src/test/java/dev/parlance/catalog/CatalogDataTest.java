package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Condition;
import dev.parlance.core.catalog.ErrorRule;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.Rule;
import dev.parlance.core.catalog.Source;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.transform.FinalCheck;
import dev.parlance.core.transform.Transform;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Looks at the data as a whole. */
class CatalogDataTest {
    private static final Path DATA = Path.of("src", "main", "resources", "dev", "parlance", "catalog");

    /** What clients speak; where a host offers it, what it says for that dialect counts too. */
    private static final List<String> DIALECTS =
            List.of("openai-chat", "openai-responses", "anthropic-messages", "gemini");

    /** Constants that no file uses yet, because the host that needs them comes later. */
    private static final Set<Profile.EmptyContent> RESERVED_EMPTY_CONTENT = EnumSet.of(Profile.EmptyContent.NULL);

    private static final Set<Condition> RESERVED_CONDITIONS =
            EnumSet.of(Condition.STREAMING, Condition.REASONING_WITH_TOOLS);
    private static final Set<String> RESERVED_VERBS = Set.of("reject");

    /** Hosts whose own documents define effort words for whatever model they serve. */
    private static final Set<String> HOSTS_WITH_EFFORTS = Set.of("openrouter", "ollama");

    private static List<Profile> profiles() {
        Catalog catalog = Catalog.bundled();
        List<Profile> profiles = new ArrayList<>();
        for (String host : catalog.hosts()) {
            List<String> ids = new ArrayList<>();
            catalog.models(host).forEach(model -> ids.add(model.id()));
            ids.add("a-model-that-nobody-knows");
            for (String id : ids) {
                profiles.add(catalog.resolve(host, id));
                DIALECTS.forEach(dialect -> profiles.add(catalog.resolve(host, id, dialect)));
            }
        }
        return profiles;
    }

    private static List<Rule> rules() {
        return profiles().stream()
                .flatMap(profile -> profile.rules().values().stream())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Source> sources() {
        return profiles().stream()
                .flatMap(profile -> Stream.of(
                                profile.rules().values().stream()
                                        .flatMap(List::stream)
                                        .map(Rule::source),
                                profile.errors().stream().map(ErrorRule::source),
                                profile.sources().values().stream())
                        .flatMap(one -> one))
                .distinct()
                .toList();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(DATA)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void the_index_names_the_files_that_are_there_and_no_others() throws IOException {
        CatalogIndex index = CatalogIndex.read(CatalogFiles.bundled().root("index.json"));
        Set<String> named = new TreeSet<>(Set.of("index.json", "defaults.json", "catalog.schema.json"));
        index.dialects().forEach(name -> named.add("dialects/" + name + ".json"));
        index.models().values().forEach(name -> named.add(ModelFiles.path(name)));
        index.hosts().forEach(name -> named.add("hosts/" + name + ".json"));

        assertThat(files().stream().map(file -> DATA.relativize(file).toString().replace('\\', '/')))
                .containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    void the_index_names_the_entries_of_every_file_of_models_and_no_others() {
        CatalogIndex index = CatalogIndex.read(CatalogFiles.bundled().root("index.json"));
        Map<String, Set<String>> named = new TreeMap<>();
        index.models()
                .forEach((id, name) -> named.computeIfAbsent(name, none -> new LinkedHashSet<>())
                        .add(id));
        Map<String, Set<String>> there = new TreeMap<>();
        for (String name : named.keySet()) {
            CatalogNode models =
                    CatalogFiles.bundled().root(ModelFiles.path(name)).entries().get("models");
            there.put(
                    name,
                    ModelEntries.read(Objects.requireNonNull(models), ModelEntries.Place.MODELS)
                            .ids());
        }

        assertThat(named).isEqualTo(there);
    }

    @Test
    void everything_has_evidence_that_says_more_than_a_word_and_names_no_place_on_a_machine() {
        assertThat(sources())
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source.evidence())
                        .as(source.rule())
                        .isNotNull()
                        .hasSizeGreaterThan(15)
                        .doesNotContain("/work", "/home", "/tmp", "\\", "shared/"));
    }

    @Test
    void reasons_are_sentences_and_every_rule_that_can_show_has_one() {
        assertThat(sources())
                .filteredOn(source -> source.reason() != null)
                .allSatisfy(
                        source -> assertThat(source.reason()).as(source.rule()).endsWith("."));
        assertThat(rules())
                .filteredOn(rule -> !(rule instanceof Rule.Forward || rule instanceof Rule.Rename))
                .allSatisfy(rule -> assertThat(rule.source().reason())
                        .as(rule.source().rule())
                        .isNotNull());
    }

    @Test
    void origins_lead_to_the_place_that_they_name() throws IOException {
        for (Source source : sources()) {
            JsonValue at = Json.parseCommented(Files.readAllBytes(DATA.resolve(source.file())));
            for (String step : source.pointer().split("/")) {
                at = at instanceof JsonArray(var elements) ? element(elements, step) : ((JsonObject) at).get(step);
                assertThat(at).as(source.rule()).isNotNull();
            }
        }
    }

    private static JsonValue element(List<JsonValue> elements, String step) {
        if (step.chars().allMatch(Character::isDigit)) {
            return elements.get(Integer.parseInt(step));
        }
        return elements.stream()
                .filter(one -> one.equals(JsonValue.of(step))
                        || one instanceof JsonObject stated && step.equals(stated.text("is")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_transform_and_check_is_used_and_nothing_else_is_named() {
        Set<Transform> transforms = EnumSet.noneOf(Transform.class);
        Set<FinalCheck> checks = EnumSet.noneOf(FinalCheck.class);
        for (Profile profile : profiles()) {
            transforms.addAll(profile.transforms());
            checks.addAll(profile.checks());
        }

        assertThat(transforms).containsExactlyInAnyOrder(Transform.values());
        assertThat(checks).containsExactlyInAnyOrder(FinalCheck.values());
    }

    @Test
    void every_word_of_the_data_is_used_or_reserved() {
        List<ReasoningFacts> reasoning =
                profiles().stream().map(Profile::reasoning).toList();
        used(ReasoningFacts.Thinks.values(), reasoning.stream().map(ReasoningFacts::thinks), Set.of());
        used(ReasoningFacts.Spelling.values(), reasoning.stream().map(ReasoningFacts::spelling), Set.of());
        used(ReasoningFacts.Replay.values(), reasoning.stream().map(ReasoningFacts::replay), Set.of());
        used(ReasoningFacts.Keep.values(), reasoning.stream().map(ReasoningFacts::keep), Set.of());
        used(ReasoningFacts.ForcedChoice.values(), reasoning.stream().map(ReasoningFacts::forcedChoice), Set.of());
        used(Profile.EmptyContent.values(), profiles().stream().map(Profile::emptyContent), RESERVED_EMPTY_CONTENT);
        used(Condition.values(), rules().stream().map(Rule::when).flatMap(Stream::ofNullable), RESERVED_CONDITIONS);
        used(
                new String[] {"forward", "drop", "reject", "rename", "map", "clamp", "fix", "default"},
                rules().stream().map(Rule::verb),
                RESERVED_VERBS);
    }

    private static <T> void used(T[] all, Stream<T> used, Set<T> reserved) {
        Set<T> seen = Set.copyOf(used.toList());
        assertThat(reserved).as("reserved, and used by now").doesNotContainAnyElementsOf(seen);
        assertThat(Arrays.stream(all).filter(one -> !seen.contains(one) && !reserved.contains(one)))
                .as("neither used nor reserved")
                .isEmpty();
    }

    @Test
    void every_listed_model_is_one_that_the_catalog_knows_something_about() {
        Catalog catalog = Catalog.bundled();
        for (String host : catalog.hosts()) {
            assertThat(catalog.models(host))
                    .as(host)
                    .allSatisfy(model -> assertThat(
                                    catalog.resolve(host, model.id()).sources().values())
                            .as(model.id())
                            .anySatisfy(source -> assertThat(source.file()).startsWith("models/")));
        }
    }

    @Test
    void an_unknown_model_at_a_known_host_gets_nothing_by_guess() {
        Catalog catalog = Catalog.bundled();
        for (String host : catalog.hosts()) {
            Profile profile = catalog.resolve(host, "a-model-that-nobody-knows");

            assertThat(profile.reasoning().thinks()).as(host).isEqualTo(ReasoningFacts.Thinks.UNKNOWN);
            if (!HOSTS_WITH_EFFORTS.contains(host)) {
                assertThat(profile.reasoning().levels()).as(host).isNull();
            }
            assertThat(profile.facts().window()).as(host).isNull();
        }
        assertThat(catalog.resolve("moonshot", "kimi-k9").rulesFor(Parameter.TEMPERATURE))
                .isEmpty();
        assertThat(catalog.resolve("openai", "gpt-9").rulesFor(Parameter.MAX_OUTPUT_TOKENS))
                .isEmpty();
    }

    @Test
    void the_schema_for_editors_knows_the_words_that_the_loader_knows() throws IOException {
        JsonObject schema = (JsonObject) Json.parse(Files.readAllBytes(DATA.resolve("catalog.schema.json")));
        JsonObject definitions = schema.object("$defs");
        assertThat(definitions).isNotNull();

        assertThat(words(definitions, "parameter")).isEqualTo(labels(Parameter.values(), Parameter::label));
        assertThat(words(definitions, "condition")).isEqualTo(labels(Condition.values(), Condition::label));
        assertThat(words(definitions, "transform")).isEqualTo(labels(Transform.values(), Transform::label));
        assertThat(words(definitions, "check")).isEqualTo(labels(FinalCheck.values(), FinalCheck::label));
        assertThat(words(definitions, "errorKind")).isEqualTo(labels(ErrorKind.values(), ErrorKind::label));
        assertThat(memberNames(definitions, "layer")).isEqualTo(new TreeSet<>(LayerReader.MEMBERS));
        String text = Json.text(schema);
        for (ReasoningFacts.Labelled[] constants : List.<ReasoningFacts.Labelled[]>of(
                ReasoningFacts.Thinks.values(),
                ReasoningFacts.Spelling.values(),
                ReasoningFacts.Replay.values(),
                ReasoningFacts.Keep.values(),
                ReasoningFacts.ForcedChoice.values(),
                Profile.EmptyContent.values(),
                Authentication.values(),
                AddressForm.values())) {
            assertThat(text)
                    .contains(Json.text(JsonValue.strings(Arrays.stream(constants)
                            .map(ReasoningFacts.Labelled::label)
                            .toList())));
        }
    }

    private static <T> Set<String> labels(T[] constants, Function<T, String> label) {
        return new TreeSet<>(Arrays.stream(constants).map(label).toList());
    }

    private static Set<String> words(JsonObject definitions, String name) {
        Set<String> words = new TreeSet<>();
        JsonObject definition = definitions.object(name);
        assertThat(definition).isNotNull();
        for (JsonValue word : definition.elements("enum")) {
            words.add(((JsonString) word).text());
        }
        return words;
    }

    private static Set<String> memberNames(JsonObject definitions, String name) {
        JsonObject definition = definitions.object(name);
        assertThat(definition).isNotNull();
        JsonObject properties = definition.object("properties");
        assertThat(properties).isNotNull();
        Set<String> names = new TreeSet<>(properties.members().keySet());
        names.removeAll(Set.of("reason", "evidence"));
        return names;
    }
}

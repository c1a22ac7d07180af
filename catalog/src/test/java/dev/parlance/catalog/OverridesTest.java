package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.catalog.Rule;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import org.junit.jupiter.api.Test;

class OverridesTest {
    private static Overrides user(String json) {
        return new Overrides("config.toml", "providers/mine", (JsonObject) Json.parse(json));
    }

    @Test
    void what_the_user_says_beats_all_else_and_names_his_file_as_its_origin() {
        Profile profile = Catalog.bundled()
                .resolve(
                        "moonshot",
                        "kimi-k2.6",
                        user(
                                "{\"rules\":{\"temperature\":{\"do\":\"forward\"}},\"reasoning\":{\"when-missing\":\" \"}}"));

        assertThat(profile.rulesFor(Parameter.TEMPERATURE)).singleElement().isInstanceOf(Rule.Forward.class);
        assertThat(profile.rulesFor(Parameter.TEMPERATURE).getFirst().source().rule())
                .isEqualTo("config.toml#providers/mine/rules/temperature");
        assertThat(profile.reasoning().whenMissing()).isEqualTo(" ");
        assertThat(profile.source("reasoning/when-missing").rule())
                .isEqualTo("config.toml#providers/mine/reasoning/when-missing");
    }

    @Test
    void a_layer_for_one_model_leaves_the_others_alone() {
        Overrides user = user("{\"models\":{\"kimi-k3\":{\"window\":4096}}}");
        Catalog catalog = Catalog.bundled();

        assertThat(catalog.resolve("moonshot", "kimi-k3", user).facts().window())
                .isEqualTo(4096);
        assertThat(catalog.resolve("moonshot", "kimi-k2.6", user).facts().window())
                .isEqualTo(262144);
    }

    @Test
    void the_user_can_name_the_model_behind_a_deployment() {
        Profile profile =
                Catalog.bundled().resolve("azure-foundry", "production-chat", user("{\"facts\":\"Kimi-K2.6\"}"));

        assertThat(profile.model()).isEqualTo("production-chat");
        assertThat(profile.facts().window()).isEqualTo(262144);
        assertThat(profile.reasoning().replay()).isEqualTo(ReasoningFacts.Replay.OWN);
    }

    @Test
    void the_user_can_switch_the_output_budget_off() {
        Profile profile = Catalog.bundled().resolve("azure-foundry", "Kimi-K2.6", user("{\"output-budget\":null}"));

        assertThat(profile.budget()).isNull();
    }

    @Test
    void a_mistake_of_the_user_names_his_file_the_place_and_what_is_known() {
        assertThatThrownBy(() -> Catalog.bundled()
                        .resolve("openai", "gpt-5", user("{\"rules\":{\"temprature\":{\"do\":\"drop\"}}}")))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("config.toml#providers/mine/rules/temprature")
                .hasMessageContaining("there is no parameter \"temprature\"")
                .hasMessageContaining("temperature")
                .hasMessageContaining("Correct that setting in config.toml");
    }
}

package dev.parlance.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.parlance.catalog.Authentication;
import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.HostFacts;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.providers.credential.Credential;
import dev.parlance.providers.credential.Secret;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.credential.TokenSource;
import dev.parlance.providers.value.Template;
import dev.parlance.testkit.Generator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table of variables: of several names the first that is set counts, blank is not set, and configuration beats them all. */
class EnvironmentVariablesTest {
    static Stream<HostFacts> hosts() {
        return Catalog.bundled().hosts().stream()
                .map(name -> Objects.requireNonNull(Catalog.bundled().host(name)));
    }

    private static Endpoint endpoint(Map<String, String> environment, String provider, ProviderSettings... settings) {
        return Objects.requireNonNull(Providers.of(
                        List.of(settings), Map.of(), Defaults.NONE, Surroundings.of(environment), Catalog.bundled())
                .entries()
                .stream()
                .filter(entry -> entry.name().equals(provider))
                .findFirst()
                .orElseThrow()
                .endpoint());
    }

    private static String revealed(Endpoint endpoint) {
        TokenSource source = Objects.requireNonNull(endpoint.credential());
        return source.get().secret().reveal();
    }

    /** Sets some of the names at random, some blank, and returns what the first one that is not blank says; null when none is. */
    private static @Nullable String someOf(
            List<String> names, String value, Map<String, String> environment, Generator random) {
        String first = null;
        for (int index = 0; index < names.size(); index++) {
            switch (random.number(3)) {
                case 0 -> environment.put(names.get(index), random.oneIn(2) ? "" : " \t");
                case 1 -> {
                    String set = value.replace("N", Integer.toString(index));
                    environment.put(names.get(index), set + (random.oneIn(2) ? " " : ""));
                    first = first == null ? set : first;
                }
                default -> {
                    // Not set at all.
                }
            }
        }
        return first;
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void the_first_variable_that_is_set_counts(HostFacts host) {
        for (long seed = 0; seed < 200; seed++) {
            Generator random = new Generator(seed);
            Map<String, String> environment = new HashMap<>();
            String address = someOf(host.baseUrlVariables(), "https://rN.example.com/base", environment, random);
            String key = someOf(host.keyVariables(), "key-N", environment, random);
            if (address == null && host.baseUrl() == null) {
                continue;
            }
            Endpoint endpoint = endpoint(environment, host.name());
            if (address == null) {
                assertThat(endpoint.baseUrl().getHost())
                        .isEqualTo(java.net
                                .URI
                                .create(Objects.requireNonNull(host.baseUrl()))
                                .getHost());
            } else {
                assertThat(endpoint.baseUrl().toString()).startsWith(address);
            }
            if (host.authentication() != Authentication.GITHUB_COPILOT) {
                TokenSource credential = endpoint.credential();
                assertThat(credential == null ? null : revealed(endpoint)).isEqualTo(key);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void configuration_beats_every_variable(HostFacts host) {
        Map<String, String> environment = new HashMap<>();
        Stream.concat(host.baseUrlVariables().stream(), host.keyVariables().stream())
                .forEach(name -> environment.put(name, "https://environment.example.com/base"));
        host.versionVariables().forEach(name -> environment.put(name, "2024-02-01"));
        ProviderSettings own = ProviderSettings.of(host.name(), host.name())
                .baseUrl("https://configured.example.com/base")
                .apiVersion(host.versionVariables().isEmpty() ? null : "v1")
                .credential(new Credential.Text(Template.literal("configured"), "api-key", Token.Form.KEY, null))
                .build();
        Endpoint endpoint = endpoint(environment, host.name(), own);
        assertThat(endpoint.baseUrl().getHost()).isEqualTo("configured.example.com");
        assertThat(endpoint.baseUrl().toString()).doesNotContain("2024");
        assertThat(revealed(endpoint)).isEqualTo("configured");
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "1, true",
        "YES, true",
        "on, true",
        "True, true",
        "no, false",
        "'', false",
        "false, false",
        "0, false"
    })
    void amplifier_10_flags_are_words_in_any_case(String word, boolean on) {
        Map<String, String> environment =
                Map.of("AZURE_OPENAI_ENDPOINT", "https://ex.openai.azure.com", "AZURE_USE_MANAGED_IDENTITY", word);
        assertThat(endpoint(environment, "azure-openai").hasCredential()).isEqualTo(on);
        ProviderSettings said = ProviderSettings.of("azure-openai", "azure-openai")
                .origin("use-managed-identity", "config.toml:3")
                .build();
        assertThat(endpoint(environment, "azure-openai", said).hasCredential())
                .as("a no in the configuration beats a yes in the environment")
                .isFalse();
    }

    @Test
    void amplifier_7_and_8_a_key_comes_before_a_token_and_a_token_before_an_identity() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "AZURE_OPENAI_ENDPOINT", "https://ex.openai.azure.com",
                "AZURE_OPENAI_KEY", "k",
                "AZURE_OPENAI_AD_TOKEN", "t",
                "AZURE_USE_MANAGED_IDENTITY", "true",
                "AZURE_USE_DEFAULT_CREDENTIAL", "true"));
        Token key = Objects.requireNonNull(endpoint(environment, "azure-openai").credential())
                .get();
        assertThat(key.form()).isEqualTo(Token.Form.KEY);
        assertThat(key.secret().reveal()).isEqualTo("k");

        environment.remove("AZURE_OPENAI_KEY");
        Token token = Objects.requireNonNull(
                        endpoint(environment, "azure-openai").credential())
                .get();
        assertThat(token.form()).isEqualTo(Token.Form.BEARER);
        assertThat(token.secret().reveal()).isEqualTo("t");

        environment.remove("AZURE_OPENAI_AD_TOKEN");
        assertThat(Objects.requireNonNull(endpoint(environment, "azure-openai").credential())
                        .description())
                .containsIgnoringCase("managed identity");
    }

    @Test
    void generation_settings_of_azure_come_from_its_variables() {
        Map<String, String> environment = Map.of(
                "AZURE_OPENAI_ENDPOINT", "https://ex.openai.azure.com",
                "AZURE_OPENAI_TEMPERATURE", "0",
                "AZURE_OPENAI_MAX_TOKENS", "5",
                "AZURE_OPENAI_DEFAULT_DEPLOYMENT", "mine");
        Endpoint endpoint = endpoint(environment, "azure-openai");
        assertThat(endpoint.defaults().parameters().get(Parameter.TEMPERATURE)).isEqualTo(JsonValue.of(0));
        assertThat(endpoint.defaults().parameters().get(Parameter.MAX_OUTPUT_TOKENS))
                .isEqualTo(JsonValue.of(5));
        assertThat(endpoint.deployments().fallback()).isEqualTo("mine");
    }

    @Test
    void a_number_that_is_none_is_named() {
        Providers providers = Providers.fromEnvironment(
                Map.of("MOONSHOT_API_KEY", "k", "KIMI_MODEL_TEMPERATURE", "warm"), Catalog.bundled());
        assertThatThrownBy(() -> providers.target("moonshot/kimi-k2.6"))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("KIMI_MODEL_TEMPERATURE is \"warm\"");
    }

    @ParameterizedTest
    @CsvSource({"300, , 300", "0, 200, ", "-1, 200, ", "many, 200, ", ", 200, 200", "300, 200, 300"})
    void the_limit_of_kimi_has_two_names_and_no_limit_is_said_by_nought(String newName, String legacy, Long expected) {
        Map<String, String> environment = new HashMap<>(Map.of("MOONSHOT_API_KEY", "k"));
        if (newName != null) {
            environment.put("KIMI_MODEL_MAX_COMPLETION_TOKENS", newName);
        }
        if (legacy != null) {
            environment.put("KIMI_MODEL_MAX_TOKENS", legacy);
        }
        assertThat(endpoint(environment, "moonshot").defaults().parameters().get(Parameter.MAX_OUTPUT_TOKENS))
                .isEqualTo(expected == null ? null : JsonValue.of(expected));
    }

    @Test
    void an_effort_of_kimi_replaces_every_wish_but_off() {
        Endpoint endpoint = endpoint(Map.of("MOONSHOT_API_KEY", "k", "KIMI_MODEL_THINKING_EFFORT", "HIGH"), "moonshot");
        for (Thinking wish : List.of(new Thinking.Default(), new Thinking.On(), new Thinking.Effort("low"))) {
            assertThat(filled(endpoint, wish)).isEqualTo(new Thinking.Effort("high"));
        }
        assertThat(filled(endpoint, new Thinking.Off())).isEqualTo(new Thinking.Off());
    }

    private static Thinking filled(Endpoint endpoint, Thinking wish) {
        var asked = dev.parlance.core.chat.ChatRequest.builder("m")
                .user("hi")
                .thinking(wish)
                .build();
        var sent = asked.toBuilder();
        endpoint.defaults().fill(asked, sent);
        return sent.build().thinking();
    }

    @Test
    void kimi_code_headers_stand_in_a_variable_a_line_each_and_never_replace_the_key() {
        Endpoint endpoint = endpoint(
                Map.of(
                        "MOONSHOT_API_KEY", "k",
                        "KIMI_CODE_CUSTOM_HEADERS",
                                " X-Team : blue \nno colon\nX-Own: theirs\r\nAuthorization: Bearer z\n: none"),
                "moonshot",
                ProviderSettings.of("moonshot", "moonshot")
                        .header("x-own", Template.literal("mine"))
                        .build());
        assertThat(endpoint.headers(false, Map.of(), null, Token.key(Secret.of("k"))))
                .extracting(Header::name, Header::revealed)
                .contains(tuple("x-team", "blue"), tuple("x-own", "mine"), tuple("authorization", "Bearer k"))
                .doesNotContain(tuple("x-own", "theirs"), tuple("authorization", "Bearer z"));
    }

    @Test
    void the_model_of_kimis_variables_is_a_provider_and_the_default() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "KIMI_MODEL_NAME", "kimi-k2.6",
                "KIMI_MODEL_API_KEY", "k",
                "KIMI_MODEL_BASE_URL", "https://gate.example.com/v1"));
        Target target =
                Providers.fromEnvironment(environment, Catalog.bundled()).target("default");
        assertThat(target.endpoint().baseUrl()).hasToString("https://gate.example.com/v1");
        assertThat(target.endpoint().host().name()).isEqualTo("moonshot");
        assertThat(target.profile().facts().window()).isEqualTo(262_144);
        assertThat(revealed(target.endpoint())).isEqualTo("k");

        environment.put("KIMI_MODEL_PROVIDER_TYPE", "openai");
        environment.put("KIMI_MODEL_REASONING_KEY", "reasoning");
        Target other = Providers.fromEnvironment(environment, Catalog.bundled()).target("default");
        assertThat(other.endpoint().host().name()).isEqualTo("openai-compatible");
        assertThat(other.profile().reasoning().field()).isEqualTo("reasoning");
    }

    @ParameterizedTest
    @CsvSource({
        "KIMI_MODEL_API_KEY, '', KIMI_MODEL_API_KEY is not",
        "KIMI_MODEL_PROVIDER_TYPE, azure, KIMI_MODEL_PROVIDER_TYPE is \"azure\"",
        "KIMI_MODEL_MAX_CONTEXT_SIZE, 1e5, KIMI_MODEL_MAX_CONTEXT_SIZE is \"1e5\"",
        "KIMI_MODEL_ADAPTIVE_THINKING, perhaps, KIMI_MODEL_ADAPTIVE_THINKING is \"perhaps\""
    })
    void what_is_wrong_with_kimis_variables_is_said_at_once(String variable, String text, String message) {
        Map<String, String> environment =
                new HashMap<>(Map.of("KIMI_MODEL_NAME", "kimi-k2.6", "KIMI_MODEL_API_KEY", "k"));
        environment.put(variable, text);
        assertThatThrownBy(() -> Providers.fromEnvironment(environment, Catalog.bundled()))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining(message);
    }
}

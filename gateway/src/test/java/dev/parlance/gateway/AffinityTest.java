package dev.parlance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.gateway.routing.CallPolicy;
import dev.parlance.providers.Alias;
import dev.parlance.providers.Alias.Target;
import dev.parlance.providers.Defaults;
import dev.parlance.providers.ProviderSettings;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Surroundings;
import dev.parlance.providers.credential.Credential;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.value.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AffinityTest {
    private static final GatewaySettings QUICK =
            Scene.SETTINGS.with(CallPolicy.DEFAULT.withPauses(Duration.ofMillis(1), Duration.ofSeconds(5)));

    private static PlayedHost.Role answers(String id, AtomicInteger calls, boolean failsFirst) {
        return (request, stage) -> {
            if (failsFirst && calls.incrementAndGet() == 1) {
                stage.answer(
                        503, "application/json", "{\"error\":{\"message\":\"Overloaded\",\"type\":\"server_error\"}}");
                return;
            }
            stage.answer(
                    200,
                    "application/json",
                    "{\"id\":\"" + id
                            + "\",\"object\":\"response\",\"created_at\":1,\"model\":\"gpt-5.4\",\"status\":\"completed\","
                            + "\"output\":[{\"type\":\"message\",\"id\":\"msg_1\",\"role\":\"assistant\",\"status\":\"completed\","
                            + "\"content\":[{\"type\":\"output_text\",\"text\":\"hi\",\"annotations\":[]}]}],"
                            + "\"usage\":{\"input_tokens\":1,\"output_tokens\":1,\"total_tokens\":2}}");
        };
    }

    private static ProviderSettings provider(String name, PlayedHost host) {
        return ProviderSettings.of(name, "openai")
                .baseUrl(host.url() + "/v1")
                .credential(new Credential.Text(Template.literal("some-key"), "api-key", Token.Form.KEY, null))
                .build();
    }

    private static JsonObject ask(Caller caller, String model, String previous) throws Exception {
        caller.send(
                "POST",
                "/v1/responses",
                "{\"model\":\"" + model + "\",\"input\":\"hello\"" + previous + "}",
                "content-type: application/json");
        Caller.Reply reply = caller.reply();
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return (JsonObject) Json.parse(reply.body());
    }

    @Test
    void a_conversation_goes_on_where_its_last_answer_is_kept() throws Exception {
        try (PlayedHost first = new PlayedHost(answers("resp_first", new AtomicInteger(), true));
                PlayedHost second = new PlayedHost(answers("resp_second", new AtomicInteger(), false))) {
            Providers providers = Providers.of(
                    List.of(provider("first", first), provider("second", second)),
                    Map.of(),
                    Defaults.NONE,
                    Surroundings.of(Map.of()),
                    Catalog.bundled());
            Alias both = new Alias(
                    List.of(new Target("first/gpt-5.4", 0), new Target("second/gpt-5.4", 0)), null, null, null);
            try (Gateway gateway = Gateway.start(QUICK, providers, Map.of("both", both));
                    Caller caller = new Caller(gateway)) {
                String id = text(ask(caller, "both", "").get("id"));
                assertThat(id).startsWith("resp_second").isNotEqualTo("resp_second");

                String goesOn = ",\"previous_response_id\":\"" + id + "\"";
                ask(caller, "both", goesOn);
                assertThat(first.received()).hasSize(1);
                assertThat(previous(second, 1)).isEqualTo("resp_second");

                ask(caller, "both", "");
                assertThat(first.received())
                        .as("a new conversation begins at the first again")
                        .hasSize(2);

                gateway.use(providers, Map.of("both", Alias.of("second/gpt-5.4")));
                ask(caller, "both", goesOn);
                assertThat(previous(second, 2))
                        .as("the alias has one target now")
                        .isEqualTo("resp_second");
            }
        }
    }

    @Test
    void ids_stay_as_they_are_where_there_is_no_choice() throws Exception {
        try (PlayedHost host = new PlayedHost(answers("resp_1", new AtomicInteger(), false))) {
            Providers providers = Providers.of(
                    List.of(provider("first", host)),
                    Map.of(),
                    Defaults.NONE,
                    Surroundings.of(Map.of()),
                    Catalog.bundled());
            try (Gateway gateway = Gateway.start(QUICK, providers);
                    Caller caller = new Caller(gateway)) {
                assertThat(text(ask(caller, "first/gpt-5.4", "").get("id"))).isEqualTo("resp_1");
                ask(caller, "first/gpt-5.4", ",\"previous_response_id\":\"resp__at_home\"");
                assertThat(previous(host, 1)).as("an id that only looks marked").isEqualTo("resp__at_home");
            }
        }
    }

    private static String previous(PlayedHost host, int call) {
        JsonObject body = (JsonObject) Json.parse(host.received().get(call).body());
        return text(body.get("previous_response_id"));
    }

    private static String text(@Nullable JsonValue value) {
        return value instanceof JsonString string ? string.text() : "none";
    }
}

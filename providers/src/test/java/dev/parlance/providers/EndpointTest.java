package dev.parlance.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.HostFacts;
import dev.parlance.core.chat.Members;
import dev.parlance.providers.credential.FixedToken;
import dev.parlance.providers.credential.Secret;
import dev.parlance.providers.credential.Token;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EndpointTest {
    private static final FixedToken KEY = new FixedToken(Token.key(Secret.of("the-key")), "a test");

    private static List<String> revealed(String host, Map<String, String> own) {
        HostFacts facts = Objects.requireNonNull(Catalog.bundled().host(host));
        Endpoint plain = Endpoint.of(facts, URI.create("https://example.com/v1"), KEY);
        List<Header> headers = own.entrySet().stream()
                .map(header -> Header.of(header.getKey().toLowerCase(Locale.ROOT), header.getValue()))
                .toList();
        Endpoint endpoint = new Endpoint(
                host,
                facts,
                plain.baseUrl(),
                plain.form(),
                KEY,
                headers,
                Defaults.NONE,
                Members.NONE,
                Deployments.NONE,
                List.of(),
                Connection.USUAL);
        return endpoint.headers(true, Map.of(), null, KEY.token()).stream()
                .map(header -> header.name() + ": " + header.revealed())
                .toList();
    }

    @Test
    void headers_of_the_users_own_never_replace_the_key_however_they_are_spelled() {
        Map<String, String> own = Map.of("API-Key", "other", "AUTHORIZATION", "Bearer other", "X-Team", "blue");
        assertThat(revealed("azure-foundry", own))
                .contains("api-key: the-key", "x-team: blue")
                .noneMatch(header -> header.startsWith("authorization") || header.contains("other"));
        assertThat(revealed("moonshot", own))
                .contains("authorization: Bearer the-key", "x-team: blue")
                .noneMatch(header -> header.startsWith("api-key") || header.contains("other"));
    }

    @Test
    void headers_of_the_users_own_leave_those_of_the_protocol_alone_but_may_name_the_program() {
        Map<String, String> own = Map.of(
                "Content-Type",
                "text/plain",
                "Accept",
                "*/*",
                "User-Agent",
                "mine/1",
                "Host",
                "h",
                "Content-Length",
                "7");
        assertThat(revealed("moonshot", own))
                .containsExactly(
                        "content-type: application/json",
                        "accept: text/event-stream",
                        "accept-encoding: identity",
                        "user-agent: mine/1",
                        "authorization: Bearer the-key");
    }

    @Test
    void nothing_of_a_request_prints_its_key() {
        HostFacts facts = Objects.requireNonNull(Catalog.bundled().host("moonshot"));
        Endpoint endpoint = Endpoint.of(facts, URI.create("https://example.com/v1"), KEY);
        assertThat(endpoint.toString()).doesNotContain("the-key").contains("***");
        assertThat(endpoint.headers(false, Map.of(), null, KEY.token()).toString())
                .doesNotContain("the-key")
                .contains("authorization: Bearer ***");
    }

    @Test
    void a_secret_matches_its_own_text_only() {
        Secret secret = Secret.of("abc");
        assertThat(secret.matches("abc")).isTrue();
        assertThat(secret.matches("abd")).isFalse();
        assertThat(secret.matches("")).isFalse();
        assertThat(secret)
                .isEqualTo(Secret.of("abc"))
                .isNotEqualTo(Secret.of("x"))
                .hasToString("***");
    }

    @Test
    void a_model_name_splits_at_its_first_slash() {
        assertThat(ModelName.parse("openai-compatible/org/model"))
                .isEqualTo(new ModelName("openai-compatible", "org/model"))
                .hasToString("openai-compatible/org/model");
    }
}

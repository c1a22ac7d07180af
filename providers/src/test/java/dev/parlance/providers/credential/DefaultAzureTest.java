package dev.parlance.providers.credential;

import static dev.parlance.providers.credential.Sources.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.credential.Credential.DefaultAzure;
import dev.parlance.providers.value.Values;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultAzureTest {
    private static final DefaultAzure WHOLE = new DefaultAzure("client-1", "https://ai.azure.com/.default", null);

    private final ManualClock clock = new ManualClock();

    @Test
    void the_chain_of_the_optional_module_is_cached_like_our_own() {
        CredentialChain chain = (clientId, scope, authority) -> new TokenIssuer() {
            private int asked;

            @Override
            public IssuedToken issue() {
                asked++;
                return new IssuedToken(
                        Token.bearer(Secret.of(clientId + "/" + scope + "/" + authority + "/" + asked)),
                        clock.instant().plus(Duration.ofHours(1)));
            }

            @Override
            public String description() {
                return "a chain";
            }
        };
        TokenSource source = Sources.of(Map.of(), clock, Sources.PATIENT, GitHubAddresses.PUBLIC, null, List.of(chain))
                .open(WHOLE, null);
        source.get();
        assertThat(text(source.get())).isEqualTo("client-1/https://ai.azure.com/.default/null/1");
        clock.move(Duration.ofMinutes(56));
        assertThat(text(source.get())).endsWith("/2");
        assertThat(source.description()).isEqualTo("a chain");
    }

    /** An address at which nothing listens. */
    private static String nowhere() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    private TokenSource own(Map<String, String> environment) {
        return Sources.of(environment, clock).open(WHOLE, null);
    }

    @Test
    void without_the_module_the_machine_comes_before_az(@TempDir Path folder) throws IOException {
        try (IssuerServer server = IssuerServer.plain(number ->
                IssuerServer.Reply.json(200, "{\"access_token\":\"tok-" + number + "\",\"expires_in\":\"3600\"}"))) {
            TokenSource source = own(Map.of(
                    "IDENTITY_ENDPOINT",
                    server.address() + "/msi/token",
                    "IDENTITY_HEADER",
                    "header-of-this-test",
                    "PATH",
                    az(folder, "tok-az")));
            assertThat(text(source.get())).isEqualTo("tok-1");
            assertThat(source.description()).contains("managed identity");
            assertThat(server.asked().getFirst().target()).contains("client_id=client-1");
        }
    }

    @Test
    void without_the_module_whoever_is_logged_in_at_az_comes_last(@TempDir Path folder) throws IOException {
        TokenSource source = own(Map.of(
                "AZURE_POD_IDENTITY_AUTHORITY_HOST", nowhere(), "PATH", az(folder, "tok-az") + ":/usr/bin:/bin"));
        assertThat(source.description()).contains("az");
        assertThat(text(source.get())).isEqualTo("tok-az");
    }

    @Test
    void a_guess_that_is_refused_is_passed_over_and_a_meant_one_is_not() {
        OwnChain.Link refused = new OwnChain.Link(() -> refusing("a proxy says no"), true);
        OwnChain.Link meant = new OwnChain.Link(() -> refusing("the identity is not allowed"), false);
        OwnChain.Link good = new OwnChain.Link(() -> new Giving(), false);
        assertThat(text(new OwnChain(List.of(refused, good), "s").issue().token()))
                .isEqualTo("tok-1");
        assertThatThrownBy(() -> new OwnChain(List.of(refused, meant, good), "s").issue())
                .isInstanceOf(ParlanceException.NotPermitted.class)
                .hasMessageContaining("the identity is not allowed");
    }

    private static final class Giving implements TokenIssuer {
        @Override
        public IssuedToken issue() {
            return new IssuedToken(Token.bearer(Secret.of("tok-1")), null);
        }

        @Override
        public String description() {
            return "good";
        }
    }

    private static TokenIssuer refusing(String words) {
        return new TokenIssuer() {
            @Override
            public IssuedToken issue() {
                throw new ParlanceException.NotPermitted(Failure.of(words));
            }

            @Override
            public String description() {
                return words;
            }
        };
    }

    @Test
    void where_there_is_no_identity_at_all_the_message_says_what_was_looked_for() throws IOException {
        TokenSource source = own(Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", nowhere(), "PATH", "/nonexistent"));
        assertThatThrownBy(source::get)
                .isInstanceOf(ParlanceException.Unauthenticated.class)
                .hasMessageContainingAll(
                        "AZURE_CLIENT_SECRET is not set",
                        "AZURE_FEDERATED_TOKEN_FILE is not set",
                        "no managed identity",
                        "az",
                        "Run az login");
    }

    private static String az(Path folder, String token) throws IOException {
        Path az = folder.resolve("az");
        Files.writeString(az, "#!/bin/sh\necho '{\"accessToken\": \"" + token + "\", \"expires_on\": 4102444800}'\n");
        Files.setPosixFilePermissions(az, PosixFilePermissions.fromString("rwx------"));
        return folder.toString();
    }

    @Test
    void a_module_that_cannot_be_loaded_is_a_message_too() {
        TokenSources sources = new TokenSources(
                Map.of(),
                clock,
                new Values(Map.of(), Path.of("")),
                new TokenSources.Network(GitHubAddresses.PUBLIC, Sources.PATIENT, null),
                () -> {
                    throw new ServiceConfigurationError("broken");
                });
        assertThatThrownBy(() -> sources.open(WHOLE, null))
                .isInstanceOf(ParlanceException.Misconfigured.class)
                .hasMessageContaining("of the same version");
    }
}

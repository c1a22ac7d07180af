package dev.parlance.azureidentity;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.core.error.ParlanceException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** Failures that are hard to bring about with a server. */
class ChainFailureTest {
    @Test
    void an_interrupted_wait_is_cancelled_and_stays_interrupted() {
        ParlanceException failure =
                ChainFailure.of(new IllegalStateException(new InterruptedException()), "some-scope");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.kind()).isEqualTo(ErrorKind.CANCELLED);
    }

    @Test
    void a_host_without_an_address_is_named() {
        ParlanceException failure = ChainFailure.of(
                step("EnvironmentCredential", new UncheckedIOException(new UnknownHostException("login.example"))),
                "some-scope");
        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(failure).hasMessageContaining("for some-scope: no such host: login.example. Check AZURE_TENANT_ID");
    }

    @Test
    void a_closed_port_is_told_although_its_exception_says_nothing() {
        ParlanceException failure = ChainFailure.of(
                step("WorkloadIdentityCredential", new UncheckedIOException(new ConnectException())), "some-scope");
        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION_FAILED);
        assertThat(failure)
                .hasMessageContaining("nothing listens there")
                .hasMessageContaining("AZURE_FEDERATED_TOKEN_FILE");
    }

    @Test
    void a_cause_without_words_is_told_by_its_type() {
        assertThat(ChainFailure.of(step("AzureCliCredential", new IllegalStateException()), "some-scope"))
                .hasMessageContaining(": IllegalStateException. Log in again");
    }

    @Test
    void a_tool_that_is_seldom_meant_is_named_when_it_was_the_only_one() {
        assertThat(ChainFailure.of(
                        new CredentialUnavailableException(
                                "IntelliJ authentication not available. Please login with the toolkit."),
                        "some-scope"))
                .hasMessageContaining("(IntelliJ authentication not available. Please login with the toolkit)");
    }

    @Test
    void a_long_story_is_cut() {
        assertThat(ChainFailure.of(new CredentialUnavailableException("word ".repeat(1000)), "some-scope")
                        .getMessage())
                .hasSizeLessThan(800)
                .contains(" …");
    }

    private static RuntimeException step(String name, RuntimeException cause) {
        return new ClientAuthenticationException(
                "DefaultAzureCredential authentication failed. ---> " + name + " authentication failed. Error Details: "
                        + cause.getMessage(),
                null,
                cause);
    }
}

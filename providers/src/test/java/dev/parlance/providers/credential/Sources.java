package dev.parlance.providers.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.value.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Token sources as tests want them. */
final class Sources {
    /** Long enough for a loaded machine; no test waits for it to pass. */
    static final Duration PATIENT = Duration.ofSeconds(60);

    /** For servers that hang on purpose. */
    static final Duration IMPATIENT = Duration.ofMillis(300);

    private Sources() {}

    static TokenSources of(Map<String, String> environment, InstantSource clock) {
        return of(environment, clock, PATIENT, GitHubAddresses.PUBLIC, null, List.of());
    }

    static TokenSources of(
            Map<String, String> environment,
            InstantSource clock,
            Duration timeout,
            GitHubAddresses gitHub,
            @Nullable SSLContext trust,
            List<CredentialChain> chains) {
        return new TokenSources(
                environment,
                clock,
                new Values(environment, Path.of("")),
                new TokenSources.Network(gitHub, timeout, trust),
                chains);
    }

    static String text(Token token) {
        return token.secret().reveal();
    }

    /** The tokens that so many callers get who ask at the same time. */
    static List<String> together(int callers, TokenSource source) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> calls = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                calls.add(() -> text(source.get()));
            }
            List<String> tokens = new ArrayList<>();
            for (Future<String> call : threads.invokeAll(calls)) {
                tokens.add(call.get());
            }
            return tokens;
        }
    }

    /** The failure of a source that gives none; its message holds none of the texts. */
    static <E extends ParlanceException> E failure(Class<E> type, TokenSource source, String... secrets) {
        E failure = Objects.requireNonNull(catchThrowableOfType(type, source::get), "a token came");
        for (String secret : secrets) {
            assertThat(failure.toString() + failure.failure()).doesNotContain(secret);
        }
        return failure;
    }
}

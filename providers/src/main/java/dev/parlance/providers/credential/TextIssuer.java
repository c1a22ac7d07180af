package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.value.Template;
import dev.parlance.providers.value.Values;
import java.time.Instant;
import java.time.InstantSource;

/** A key or token that stands in a file or is printed by a command. */
final class TextIssuer implements TokenIssuer {
    private final Credential.Text key;
    private final Values values;
    private final InstantSource clock;

    TextIssuer(Credential.Text key, Values values, InstantSource clock) {
        this.key = key;
        this.values = values;
        this.clock = clock;
    }

    @Override
    public IssuedToken issue() {
        Instant asked = clock.instant();
        Secret secret = KeyForm.secret(read(values, key.text(), key.from()), key.from());
        return new IssuedToken(
                new Token(secret, key.form(), null), key.lifetime() == null ? null : asked.plus(key.lifetime()));
    }

    @Override
    public String description() {
        return key.text().isLiteral() ? key.from() : key.from() + ": " + key.text();
    }

    /** The text of a template, and where it fails, by which setting. */
    static String read(Values values, Template template, String from) {
        try {
            return values.read(template);
        } catch (ParlanceException.Misconfigured wrong) {
            Failure failure = wrong.failure();
            throw new ParlanceException.Misconfigured(Failure.of(failure.message() + " (asked for by " + from + ")")
                    .withAdvice(failure.advice()));
        }
    }
}

package dev.parlance.providers.credential;

/** One token for good. Prints masked. */
public record FixedToken(Token token, String description) implements TokenSource {
    @Override
    public Token atHand() {
        return token;
    }

    @Override
    public Token get() {
        return token;
    }
}

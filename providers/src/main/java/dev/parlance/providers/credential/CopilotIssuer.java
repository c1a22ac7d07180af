package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.Version;
import dev.parlance.providers.credential.CopilotAccounts.Account;
import dev.parlance.providers.value.Template;
import dev.parlance.providers.value.Values;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges the token of a GitHub account for a short one of Copilot, and hears where its calls go (in code:
 * open-multi-agent/open-multi-agent, copilot.ts; olimorris/codecompanion.nvim, copilot/token.lua).
 */
final class CopilotIssuer implements TokenIssuer {
    /** How a token begins that is already one of Copilot. */
    private static final String SESSION = "tid=";

    private static final String LOGIN = "Run parlance login github-copilot";

    private final Credential.Copilot given;
    private final Values values;
    private final CopilotAccounts accounts;
    private final URI address;
    private final IssuerHttp http;
    private final InstantSource clock;

    CopilotIssuer(
            Credential.Copilot given,
            Values values,
            CopilotAccounts accounts,
            GitHubAddresses gitHub,
            IssuerHttp http,
            InstantSource clock) {
        this.given = given;
        this.values = values;
        this.accounts = accounts;
        this.address = URI.create(IssuerAddress.trimmed(gitHub.api()) + "/copilot_internal/v2/token");
        this.http = http;
        this.clock = clock;
    }

    @Override
    public IssuedToken issue() {
        Account account = account();
        if (account.token().startsWith(SESSION)) {
            return new IssuedToken(Token.bearer(account.token()), null);
        }
        Instant asked = clock.instant();
        IssuerAnswer answer = http.send(
                HttpRequest.newBuilder(address)
                        .header("accept", "application/json")
                        .header("authorization", "token " + account.token().reveal())
                        .header("user-agent", "parlance/" + Version.text())
                        .build(),
                "GitHub at " + address.getAuthority());
        JsonObject object = answer.isGood() ? answer.object() : null;
        String text = object == null ? null : object.text("token");
        if (object == null || text == null || !KeyForm.fits(text)) {
            throw refusal(answer, account);
        }
        Token token = new Token(Secret.of(text), Token.Form.BEARER, baseUrl(object));
        return new IssuedToken(token, expiry(object, asked));
    }

    private Account account() {
        Template template = given.account();
        if (template != null) {
            String from = given.from() == null ? "the account" : given.from();
            return new Account(KeyForm.secret(TextIssuer.read(values, template, from), from), from);
        }
        Account found = accounts.find();
        if (found == null) {
            throw new ParlanceException.Misconfigured(
                    Failure.of("There is no GitHub login for Copilot on this machine", LOGIN + "."));
        }
        return found;
    }

    private static ParlanceException refusal(IssuerAnswer answer, Account account) {
        String from = "the token in " + account.from();
        String advice = switch (answer.status()) {
            case 401 -> "GitHub does not know " + from + " any more. " + LOGIN + " again.";
            case 403, 404 ->
                "Copilot is not open to " + from + ": personal access tokens cannot be used, "
                        + "and the account needs a subscription. " + LOGIN + ".";
            default -> LOGIN + " again if it stays so.";
        };
        // GitHub answers 404 to those who may not know.
        ParlanceException refusal = answer.refusal(advice, List.of(account.token()));
        return answer.status() == 404
                ? new ParlanceException.NotPermitted(refusal.failure().withAdvice(advice))
                : refusal;
    }

    /** Business and enterprise plans have hosts of their own. An address that is not as safe as GitHub's own is not believed. */
    private @Nullable URI baseUrl(JsonObject answer) {
        JsonObject endpoints = answer.object("endpoints");
        String api = endpoints == null ? null : endpoints.text("api");
        if (api == null) {
            return null;
        }
        try {
            URI named = IssuerAddress.of(api, "endpoints.api");
            return "https".equalsIgnoreCase(named.getScheme())
                            || named.getScheme().equals(address.getScheme())
                    ? named
                    : null;
        } catch (ParlanceException.Misconfigured noAddress) {
            return null;
        }
    }

    /** {@code expires_at} is a point in time, {@code refresh_in} a number of seconds. */
    private static Instant expiry(JsonObject answer, Instant asked) {
        Instant at = Expiry.instant(answer.get("expires_at"));
        Instant in = at == null ? Expiry.after(asked, answer.get("refresh_in")) : at;
        return in == null ? Expiry.of(answer, asked) : in;
    }

    @Override
    public String description() {
        Template template = given.account();
        if (template == null) {
            return "GitHub login for Copilot";
        }
        return "GitHub Copilot for the account in " + (given.from() == null ? "the configuration" : given.from());
    }
}

package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** What all ways to a token of Entra ID have in common. */
final class EntraAnswer {
    /** What azure-identity allows too; such words can be handed to programs and put in paths. */
    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_.:/-]*");

    private EntraAnswer() {}

    /**
     * The token in an answer.
     *
     * @param asked when the request was sent, so that its way counts
     */
    static IssuedToken token(IssuerAnswer answer, Instant asked, String advice, List<Secret> sent) {
        JsonObject object = answer.isGood() ? answer.object() : null;
        String text = object == null ? null : object.text("access_token");
        if (object == null || text == null || !KeyForm.fits(text)) {
            throw answer.refusal(advice, sent);
        }
        return new IssuedToken(Token.bearer(Secret.of(text)), Expiry.of(object, asked));
    }

    /** Identities of machines and {@code az} take a resource in place of a scope, which is the scope without its end (azure-identity 1.19.0). */
    static String resource(String scope) {
        String checked = plain("scope", scope);
        return checked.endsWith("/.default") ? checked.substring(0, checked.length() - "/.default".length()) : checked;
    }

    /** The text if it can be a scope or the name of a tenant. */
    static String plain(String setting, String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new ParlanceException.Misconfigured(Failure.of(
                    text.isBlank()
                            ? "The " + setting + " is missing"
                            : "The " + setting + " \"" + text + "\" cannot be one",
                    setting.equals("scope")
                            ? "For example https://cognitiveservices.azure.com/.default."
                            : "Set the id or the domain of the tenant."));
        }
        return text;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package dev.parlance.providers.credential;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Reads addresses of issuers. */
final class IssuerAddress {
    private IssuerAddress() {}

    /**
     * An absolute address of HTTP.
     *
     * @param setting which gave it
     */
    static URI of(String text, String setting) {
        try {
            URI address = new URI(text);
            String scheme =
                    address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            if (address.getHost() != null
                    && address.getRawUserInfo() == null
                    && (scheme.equals("http") || scheme.equals("https"))) {
                return address;
            }
        } catch (URISyntaxException wrong) {
            // The same message.
        }
        throw wrong(setting, "is no address", "Set it as https://host.");
    }

    /** The same, where a secret travels: nothing but HTTPS will do. A bare host is taken for one. */
    static URI secure(String text, String setting) {
        URI address = of(text.contains("://") ? text : "https://" + text, setting);
        if (!"https".equalsIgnoreCase(address.getScheme())) {
            throw wrong(setting, "does not begin with https://", "A secret is not sent in the clear.");
        }
        return address;
    }

    /** Without slashes at its end. */
    static String trimmed(URI address) {
        return address.toString().replaceAll("/+$", "");
    }

    private static ParlanceException wrong(String setting, String what, String advice) {
        return new ParlanceException.Misconfigured(Failure.of("The address in " + setting + " " + what, advice));
    }
}

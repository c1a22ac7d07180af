package dev.parlance.providers.credential;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.value.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer says about a failure, in its own words.
 *
 * @param code its name for the failure, or null
 * @param text code and description, one line, without anything that looks like a token; empty when it says nothing
 */
record ErrorWords(@Nullable String code, String text) {
    /** JSON Web Tokens, tokens of GitHub, sessions of Copilot. */
    private static final Pattern TOKENS =
            Pattern.compile("eyJ[\\w-]+(\\.[\\w-]*)*|(gh[a-z]|github_pat)_\\w+|tid=[\\w-]+(;[^\\s\"']*)?");

    private static final Pattern CODE = Pattern.compile("[\\w.-]{1,60}");

    /** Of OAuth ({@code error}, {@code error_description}), App Service and GitHub ({@code message}), Copilot ({@code error_details}). */
    static ErrorWords of(@Nullable JsonObject answer, List<Secret> sent) {
        if (answer == null) {
            return new ErrorWords(null, "");
        }
        List<String> parts = new ArrayList<>();
        String error = answer.text("error");
        add(parts, error);
        add(parts, answer.text("error_description"));
        for (String name : List.of("error", "error_details")) {
            JsonObject inner = answer.object(name);
            if (inner != null) {
                add(parts, inner.text("code"));
                add(parts, inner.text("message"));
            }
        }
        add(parts, answer.text("message"));
        String text = String.join(": ", parts);
        for (Secret secret : sent) {
            if (!secret.reveal().isBlank()) {
                text = text.replace(secret.reveal(), "***");
            }
        }
        return new ErrorWords(
                error != null
                                && CODE.matcher(error).matches()
                                && !TOKENS.matcher(error).find()
                        ? error
                        : null,
                OneLine.of(TOKENS.matcher(text).replaceAll("***")));
    }

    private static void add(List<String> parts, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            parts.add(text.strip());
        }
    }
}

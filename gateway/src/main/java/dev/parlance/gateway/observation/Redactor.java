package dev.parlance.gateway.observation;

import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes out of a text what looks like a secret, and what is long and says nothing to a reader. It goes by looks, so a secret that looks like
 * a word gets through, and one that comes in pieces over several events of a stream does too. Immutable and thread-safe.
 */
public final class Redactor {
    private static final String STARS = "***";

    /** Longer texts are cut before they are looked at. */
    private static final int LONGEST_MESSAGE = 300;

    private static final int LONGEST_NAME = 200;
    private static final int LOOKED_AT = 4000;
    private static final int PARSED_BYTES = 1 << 20;

    /** Members whose value is a secret, without regard to case, hyphens and underscores. */
    private static final Set<String> SECRET_MEMBERS = Set.of(
            "accesskey",
            "accesstoken",
            "apikey",
            "authorization",
            "authtoken",
            "clientsecret",
            "cookie",
            "credential",
            "credentials",
            "idtoken",
            "ocpapimsubscriptionkey",
            "passphrase",
            "passwd",
            "password",
            "privatekey",
            "proxyauthorization",
            "refreshtoken",
            "secret",
            "secretkey",
            "sessiontoken",
            "setcookie",
            "token",
            "xapikey",
            "xgoogapikey");

    private record Rule(Pattern pattern, String instead) {}

    private static final List<Rule> SECRETS = List.of(
            // PEM keys.
            rule("-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*+(?:-----END [A-Z ]*PRIVATE KEY-----)?", STARS),
            // authorization: Bearer ..., api_key=..., "password": "..."; in JSON within JSON too.
            rule(
                    "(?i)((?:authorization|api[-_ ]?key|access[-_ ]?key|(?:access|refresh|auth|session|id)[-_ ]?token|secret"
                            + "|secret[-_ ]?key|passw(?:or)?d|passphrase|cookie)\\\\*[\"']?\\s*[:=]\\s*\\\\*[\"']?)"
                            + "(?:(?:bearer|basic|token)\\s+)?[^\\s\"'\\\\,;&}]+",
                    "$1" + STARS),
            rule("(?i)\\b(bearer)\\s+[\\w.~+/=*-]{4,}", "$1 " + STARS),
            rule("(?i)\\b(basic)\\s+(?=\\S*[0-9=])[\\w+/=]{8,}", "$1 " + STARS),
            // Query members of addresses, and user and password in them.
            rule("(?i)([?&](?:key|sig|token|code|api[-_]?key)=)[^&\\s\"]+", "$1" + STARS),
            rule("(?i)\\b(https?://)[^\\s/@\"]+@", "$1" + STARS + "@"),
            // Keys that tell by their beginning whose they are.
            rule(
                    "\\b(?:sk|pk|rk|ak|xai|gsk|csk|pplx|hf|nvapi|glpat|github_pat|gh[opsu]|xox[abprs])[-_][\\w*-]{6,}",
                    STARS),
            rule("\\bAIza[\\w*-]{10,}", STARS),
            rule("\\bA(?:KIA|SIA)[A-Z0-9]{12,}", STARS),
            rule("\\bya29\\.[\\w-]{10,}", STARS),
            rule("\\beyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]*)?", STARS));

    private static final Pattern DATA_URL = Pattern.compile("(data:[^,\\s\"]{0,200};base64,)([A-Za-z0-9+/=_-]{16,})");

    /** Media, signatures, encrypted reasoning. */
    private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9+/_-]{200,}={0,2}");

    /** What is described in docs/observability.md and nothing else. */
    public static final Redactor DEFAULT = new Redactor(List.of());

    private final List<Rule> own;

    private Redactor(List<Rule> own) {
        this.own = own;
    }

    /** One that puts stars in place of whatever these patterns find too. */
    public Redactor also(List<Pattern> patterns) {
        List<Rule> all = new ArrayList<>(own);
        patterns.forEach(pattern -> all.add(new Rule(pattern, STARS)));
        return new Redactor(List.copyOf(all));
    }

    /** The text without secrets, data URLs and long runs of characters. */
    public String text(String text) {
        String left = text;
        for (Rule rule : SECRETS) {
            left = rule.pattern().matcher(left).replaceAll(rule.instead());
        }
        for (Rule rule : own) {
            left = rule.pattern().matcher(left).replaceAll(rule.instead());
        }
        left = DATA_URL.matcher(left)
                .replaceAll(found -> found.group(1) + counted(found.group(2).length()));
        return LONG_RUN.matcher(left).replaceAll(found -> counted(found.end() - found.start()));
    }

    /**
     * A body without them. In JSON the members that hold secrets are found by name too.
     *
     * @param most the length of the result, from which on it is cut
     */
    public String body(byte[] body, int most) {
        String redacted;
        if (body.length > PARSED_BYTES) {
            redacted = text(new String(body, 0, Math.min(body.length, most), StandardCharsets.UTF_8));
        } else {
            redacted = redacted(body);
        }
        return redacted.length() <= most
                ? redacted
                : redacted.substring(0, most) + "[cut, " + body.length + " bytes in all]";
    }

    private String redacted(byte[] body) {
        try {
            return Json.text(value(Json.parse(body)));
        } catch (MalformedJson stream) {
            return text(new String(body, StandardCharsets.UTF_8));
        }
    }

    private JsonValue value(JsonValue value) {
        return switch (value) {
            case JsonObject(Map<String, JsonValue> members) -> {
                Map<String, JsonValue> left = new LinkedHashMap<>();
                members.forEach((name, member) -> left.put(
                        text(name), SECRET_MEMBERS.contains(plain(name)) ? JsonValue.of(STARS) : value(member)));
                yield new JsonObject(left);
            }
            case JsonArray(List<JsonValue> elements) ->
                new JsonArray(elements.stream().map(this::value).toList());
            case JsonString(String text) -> new JsonString(text(text));
            default -> value;
        };
    }

    private static String plain(String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** What log and spans tell about an error. */
    ToldError told(ParlanceException error) {
        String message = error.failure().message();
        String line = oneLine(message, LOOKED_AT);
        return new ToldError(error.kind().label(), oneLine(text(line), LONGEST_MESSAGE));
    }

    /** A name or an id from elsewhere, on one line and not longer than one that is honest. */
    static String bounded(String name) {
        return oneLine(name, LONGEST_NAME);
    }

    private static String oneLine(String text, int most) {
        int size = Math.min(text.length(), most);
        int index = 0;
        while (index < size && !isBreak(text.charAt(index))) {
            index++;
        }
        if (index == text.length()) {
            return text;
        }
        StringBuilder line = new StringBuilder(size + 3).append(text, 0, index);
        for (; index < size; index++) {
            char character = text.charAt(index);
            line.append(isBreak(character) ? ' ' : character);
        }
        return text.length() > most ? line.append("...").toString() : line.toString();
    }

    private static boolean isBreak(char character) {
        return character < 0x20
                || (character >= 0x7f && character < 0xa0)
                || character == '\u2028'
                || character == '\u2029';
    }

    private static String counted(int characters) {
        return "[" + characters + " characters]";
    }

    private static Rule rule(String pattern, String instead) {
        return new Rule(Pattern.compile(pattern), instead);
    }
}

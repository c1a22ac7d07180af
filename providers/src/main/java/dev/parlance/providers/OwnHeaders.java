package dev.parlance.providers;

import dev.parlance.providers.credential.Secret;
import dev.parlance.providers.value.Template;
import dev.parlance.providers.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers that a user adds, in the settings or by a variable with a line for each, as Kimi Code has it; the settings count first. Values from elsewhere print masked, and so do those
 * whose names say that they are secret.
 */
final class OwnHeaders {
    private static final Pattern SECRET =
            Pattern.compile(".*(key|token|secret|password|authorization|cookie|credential).*");

    private OwnHeaders() {}

    /** @param lines {@code Name: Value} in each; a line without a colon is none; null for none at all */
    static List<Header> of(Map<String, Template> headers, @Nullable String lines, Values values) {
        Map<String, Header> own = new LinkedHashMap<>();
        headers.forEach((name, template) -> {
            String lower = name.strip().toLowerCase(Locale.ROOT);
            own.put(lower, header(lower, values.read(template), !template.isLiteral()));
        });
        for (String line : lines == null ? List.<String>of() : lines.lines().toList()) {
            int colon = line.indexOf(':');
            String lower = line.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT);
            if (!lower.isEmpty()) {
                own.putIfAbsent(lower, header(lower, line.substring(colon + 1).strip(), false));
            }
        }
        return List.copyOf(own.values());
    }

    private static Header header(String lower, String value, boolean fromElsewhere) {
        return fromElsewhere || SECRET.matcher(lower).matches()
                ? new Header(lower, "", Secret.of(value))
                : Header.of(lower, value);
    }
}

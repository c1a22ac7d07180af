package dev.parlance.providers;

import dev.parlance.providers.credential.Secret;
import dev.parlance.providers.value.Template;
import dev.parlance.providers.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The headers that a user adds. Values from elsewhere print masked, and so do those whose names say that they are secret. */
final class OwnHeaders {
    private static final Pattern SECRET =
            Pattern.compile(".*(key|token|secret|password|authorization|cookie|credential).*");

    private OwnHeaders() {}

    static List<Header> of(Map<String, Template> headers, Values values) {
        List<Header> own = new ArrayList<>();
        headers.forEach((name, template) -> {
            String lower = name.strip().toLowerCase(Locale.ROOT);
            String value = values.read(template);
            boolean secret = !template.isLiteral() || SECRET.matcher(lower).matches();
            own.add(secret ? new Header(lower, "", Secret.of(value)) : Header.of(lower, value));
        });
        return List.copyOf(own);
    }
}

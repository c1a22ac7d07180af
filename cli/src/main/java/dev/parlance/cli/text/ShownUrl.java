package dev.parlance.cli.text;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An address for people: what a query calls a key, a token or a signature is masked. */
public final class ShownUrl {
    private static final Pattern SECRET = Pattern.compile(".*(key|token|secret|password|credential|auth|sig|code).*");

    private ShownUrl() {}

    /** The address with such values as {@code ***}. */
    public static String of(URI url) {
        String query = url.getRawQuery();
        if (query == null) {
            return url.toString();
        }
        String whole = url.toString();
        return whole.substring(0, whole.indexOf('?') + 1)
                + Arrays.stream(query.split("&", -1)).map(ShownUrl::masked).collect(Collectors.joining("&"));
    }

    private static String masked(String parameter) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        return equals >= 0 && SECRET.matcher(name.toLowerCase(Locale.ROOT)).matches() ? name + "=***" : parameter;
    }
}

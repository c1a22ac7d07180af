package dev.parlance.conformance;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Against what and how to run. Immutable.
 *
 * @param baseUrl the gateway's address; an ending {@code /v1} or {@code /v1beta} is left out, for each dialect has a path of its own
 * @param key what the gateway wants as its key, or null
 * @param deadline how long one request may take from its first byte to the last of its answer
 * @param parallel how many requests may be under way at once
 * @param markers whether the sandbox answers, so that faults can be asked for in double square brackets
 * @param foreignModels models of other hosts behind the same gateway, whose reasoning is carried over; may be empty
 */
public record Settings(
        URI baseUrl,
        @Nullable String key,
        Duration deadline,
        int parallel,
        boolean markers,
        List<String> foreignModels) {

    public Settings {
        baseUrl = trimmed(baseUrl);
        foreignModels = List.copyOf(foreignModels);
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("The deadline must be longer than nothing");
        }
        if (parallel < 1) {
            throw new IllegalArgumentException("At least one request at a time is needed");
        }
    }

    /** 60 seconds for a request, four at once, no markers, no foreign models. */
    public static Settings of(URI baseUrl, @Nullable String key) {
        return new Settings(baseUrl, key, Duration.ofSeconds(60), 4, false, List.of());
    }

    private static URI trimmed(URI address) {
        String scheme = address.getScheme();
        if (address.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    "The base URL must begin with http:// or https:// and name a host: " + address);
        }
        return URI.create(address.toString().replaceFirst("/+$", "").replaceFirst("/v1(beta)?$", ""));
    }
}

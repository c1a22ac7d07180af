package dev.parlance.cli.modelsdev;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.HostFacts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which host of the catalog a provider of the file is. */
final class HostMatch {
    private final Catalog catalog;

    HostMatch(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The host that lives at the same address; else, where the file tells no address or one at the same service, the one of the same name, else
     * the one whose key stands in the same variable.
     *
     * @return null when there is none
     */
    @Nullable
    HostFacts of(DevProvider provider) {
        List<HostFacts> hosts = catalog.hosts().stream()
                .map(catalog::host)
                .filter(Objects::nonNull)
                .toList();
        String api = address(provider.api());
        for (HostFacts host : hosts) {
            if (api != null && addresses(host).contains(api)) {
                return host;
            }
        }
        for (HostFacts host : hosts) {
            if (host.name().equals(provider.id()) && isThere(host, provider)) {
                return host;
            }
        }
        for (HostFacts host : hosts) {
            if (provider.env().stream().anyMatch(host.keyVariables()::contains) && isThere(host, provider)) {
                return host;
            }
        }
        return null;
    }

    private static boolean isThere(HostFacts host, DevProvider provider) {
        if (provider.api() == null) {
            return true;
        }
        String place = authority(provider.api());
        return place != null && addresses(host).stream().anyMatch(own -> place.equals(authority(own)));
    }

    private static List<String> addresses(HostFacts host) {
        List<String> addresses = new ArrayList<>();
        if (host.baseUrl() != null) {
            addresses.add(String.valueOf(address(host.baseUrl())));
        }
        host.regions().values().forEach(region -> addresses.add(String.valueOf(address(region))));
        return addresses;
    }

    private static @Nullable String authority(String text) {
        URI url = url(text);
        return url == null ? null : place(url);
    }

    /** Comparable: no slash at the end, one name for this machine. */
    private static @Nullable String address(@Nullable String text) {
        URI url = text == null ? null : url(text);
        return url == null
                ? null
                : "http://" + place(url)
                        + (url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", ""));
    }

    private static String place(URI url) {
        return url.getRawAuthority().toLowerCase(Locale.ROOT).replace("127.0.0.1", "localhost");
    }

    /** The address, or null for what is none a call could go to, such as one with a place to fill in. */
    static @Nullable URI url(String text) {
        try {
            URI url = new URI(text.strip());
            boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            return web && url.getHost() != null && url.getRawUserInfo() == null && url.getRawFragment() == null
                    ? url
                    : null;
        } catch (URISyntaxException placeToFillIn) {
            return null;
        }
    }
}

package dev.parlance.providers;

import dev.parlance.catalog.AddressForm;
import dev.parlance.catalog.HostFacts;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.providers.ProviderSettings.Route;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Brings the base URL that a user gave into the one form to which the path of a call is appended. Pure. */
final class BaseUrl {
    private final HostFacts host;
    private final String setting;
    private final @Nullable String version;
    private final Route route;

    private BaseUrl(HostFacts host, String setting, @Nullable String version, Route route) {
        this.host = host;
        this.setting = setting;
        this.version = version;
        this.route = route;
    }

    /**
     * The base URL in its normal form: no trailing slash, no path of a call; a query is kept.
     *
     * @param setting what the user set, for messages, for example {@code MOONSHOT_BASE_URL}
     * @throws ParlanceException.Misconfigured when it is none
     */
    static URI of(String pasted, HostFacts host, String setting) {
        return of(pasted, host, setting, null);
    }

    /**
     * The same for hosts whose address depends on a version.
     *
     * @param version the version that the user set, or null
     */
    static URI of(String pasted, HostFacts host, String setting, @Nullable String version) {
        return of(pasted, host, setting, version, Route.AUTO);
    }

    /**
     * The same for users who say how the address is meant, because a custom domain or a gateway does not show it.
     *
     * @throws ParlanceException.Misconfigured when the host has no such route
     */
    static URI of(String pasted, HostFacts host, String setting, @Nullable String version, Route route) {
        return new BaseUrl(host, setting, version, route).normalised(pasted.strip());
    }

    /** The error of a host that must be told where it lives. */
    static ParlanceException missing(HostFacts host) {
        String example = host.exampleBaseUrl();
        String variables = String.join(" or ", host.baseUrlVariables());
        return new ParlanceException.Misconfigured(Failure.of(
                        host.name() + " requires a base URL (setting base-url) and has none",
                        "Set " + (variables.isEmpty() ? "base-url" : variables)
                                + (example == null ? "" : ", for example " + example)
                                + ". Blank counts as not set; there is no default, so that the key never reaches another service.")
                .at(host.name(), null));
    }

    private record Resolved(URI base, String path, URI url) {}

    /** The latest: calls mostly come in rows to one place, and taking an address apart costs more than all its other parts. */
    private static volatile @Nullable Resolved latest;

    /** The URL of a call: the path goes before the query. */
    static URI resolve(URI base, String path) {
        Resolved before = latest;
        if (before != null && before.base() == base && before.path().equals(path)) {
            return before.url();
        }
        URI url = joined(base, path);
        latest = new Resolved(base, path, url);
        return url;
    }

    private static URI joined(URI base, String path) {
        String query = base.getRawQuery();
        String text = base.toString();
        String whole = query == null ? text : text.substring(0, text.length() - query.length() - 1);
        // Some keep the version in the base URL, some do not; nobody means it twice.
        String called = whole.endsWith("/v1") && path.startsWith("/v1/") ? path.substring("/v1".length()) : path;
        String joint = called.contains("?") ? "&" : "?";
        return URI.create(query == null ? whole + called : whole + called + joint + query);
    }

    private URI normalised(String pasted) {
        URI url = parsed(withScheme(pasted));
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String normal = switch (host.addressForm()) {
            case PLAIN -> {
                if (route == Route.V1 || route == Route.DEPLOYMENTS) {
                    throw wrong("has no routes to choose from", "Leave out the setting route.");
                }
                yield plain(url, path);
            }
            case AZURE ->
                switch (route) {
                    case AUTO, V1 -> AzureAddress.normalised(url, path, version, this::wrong);
                    case AS_GIVEN -> plain(url, path);
                    case DEPLOYMENTS -> throw wrong("has no routes by deployment", "Use the host azure-openai.");
                };
            case AZURE_DATED ->
                switch (route) {
                    case AUTO -> AzureDatedAddress.normalised(url, path, version, this::wrong);
                    case V1 -> AzureAddress.normalised(url, path, version, this::wrong);
                    case DEPLOYMENTS -> AzureDatedAddress.byDeployment(url, path, version, this::wrong);
                    case AS_GIVEN -> plain(url, path);
                };
        };
        return URI.create(url.getScheme().toLowerCase(Locale.ROOT) + "://" + url.getRawAuthority() + normal);
    }

    /** Users of the portal paste bare host names of Azure; everything else must say http or https itself. */
    private String withScheme(String pasted) {
        if (pasted.contains("://")) {
            return pasted;
        }
        boolean azure = host.addressForm() != AddressForm.PLAIN && AzureAddress.isAzure(pasted.split("[/?:#]", 2)[0]);
        if (azure) {
            return "https://" + pasted;
        }
        throw wrong("does not begin with https:// or http://", "Did you mean https://" + pasted + " ?");
    }

    private URI parsed(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException malformed) {
            throw wrong("is not a URL (" + malformed.getReason() + ")", null);
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw wrong("does not begin with https:// or http://", null);
        }
        if (url.getRawUserInfo() != null) {
            throw wrong("holds a user name or password", "Keys go into " + keySetting() + ", never into a URL.");
        }
        if (url.getHost() == null) {
            throw wrong("names no host", null);
        }
        if (url.getRawFragment() != null) {
            throw wrong("holds a fragment (#...)", "Leave out the # and what follows.");
        }
        return url;
    }

    private String plain(URI url, String path) {
        String trimmed = withoutSuffix(trimmed(path), "/chat/completions");
        if (trimmed.isEmpty()) {
            trimmed = pathOfService(url);
        }
        String query = url.getRawQuery();
        return query == null ? trimmed : trimmed + "?" + query;
    }

    /** The bare address of a service of ours is completed, for https://host without its /v1 is never an address of calls. */
    private String pathOfService(URI url) {
        String known = host.baseUrl();
        if (known != null && samePlace(url, known)) {
            return trimmed(URI.create(known).getRawPath());
        }
        for (String region : host.regions().values()) {
            if (samePlace(url, region)) {
                return trimmed(URI.create(region).getRawPath());
            }
        }
        return "";
    }

    private static boolean samePlace(URI url, String known) {
        return url.getRawAuthority().equalsIgnoreCase(URI.create(known).getRawAuthority());
    }

    static String trimmed(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    static String withoutSuffix(String path, String suffix) {
        boolean has = path.regionMatches(true, path.length() - suffix.length(), suffix, 0, suffix.length());
        return has ? trimmed(path.substring(0, path.length() - suffix.length())) : path;
    }

    private String keySetting() {
        return host.keyVariables().isEmpty()
                ? "the key setting"
                : host.keyVariables().getFirst();
    }

    private ParlanceException wrong(String what, @Nullable String advice) {
        String example = host.exampleBaseUrl() == null ? host.baseUrl() : host.exampleBaseUrl();
        String given = advice == null && example != null ? "For example " + example : advice;
        return new ParlanceException.Misconfigured(
                Failure.of("The base URL of " + host.name() + " (" + setting + ") " + what)
                        .withAdvice(given)
                        .at(host.name(), null));
    }
}

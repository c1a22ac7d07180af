package dev.parlance.providers;

import dev.parlance.core.error.ParlanceException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the v1 route of a resource in whatever its owner pastes: the resource root, {@code /openai}, {@code /openai/v1}, the address of a
 * deployment or of a call with its {@code api-version}, a project, a gateway of one's own.
 *
 * <p>The order of the tests is that of the official clients, which read a path before they read a host, for custom domains defeat host
 * sniffing (openai-java, AzureUrlCategory; spring-ai issue 6060). Doubled segments are the commonest self-inflicted 404.
 */
final class AzureAddress {
    private static final List<String> SUFFIXES = List.of(
            ".openai.azure.com",
            ".services.ai.azure.com",
            ".cognitiveservices.azure.com",
            ".azure-api.net",
            ".openai.azure.us",
            ".cognitiveservices.azure.us",
            ".services.ai.azure.us",
            ".openai.azure.cn",
            ".cognitiveservices.azure.cn",
            // Resources by region instead of by name (the service's own 401 speaks of regional endpoints).
            ".api.cognitive.microsoft.com");

    /** Versions the v1 route takes; dated ones belong to the old routes and are refused there. */
    private static final Pattern V1_VERSION = Pattern.compile("(?i)v1|preview|latest");

    private static final String VERSION = "api-version=";

    private static final Pattern DEPLOYMENTS = Pattern.compile("(?i)/openai/deployments(/|$)");
    private static final Pattern PROJECT = Pattern.compile("(?i)/api/projects/[^/]+");

    private AzureAddress() {}

    /** Whether the host name is one of Azure's own. */
    static boolean isAzure(String hostName) {
        String lower = hostName.toLowerCase(Locale.ROOT);
        return SUFFIXES.stream().anyMatch(lower::endsWith);
    }

    /** The URL of a call: most paths lie below the v1 route, those of other dialects beside it. */
    static URI call(URI base, String path) {
        String v1 = "/openai/v1";
        boolean beside = path.startsWith("/anthropic/") || path.startsWith("/models/");
        String whole = base.getRawQuery() == null
                ? base.toString()
                : base.toString().substring(0, base.toString().indexOf('?'));
        if (beside && whole.endsWith(v1)) {
            String root = PROJECT.matcher(whole.substring(0, whole.length() - v1.length()))
                    .replaceFirst("");
            return BaseUrl.resolve(URI.create(root), path);
        }
        return BaseUrl.resolve(base, path);
    }

    /** @throws ParlanceException.Misconfigured when a resource of Azure is to be called in the clear */
    static void refuseClearText(URI url, BiFunction<String, @Nullable String, ParlanceException> wrong) {
        if (isAzure(url.getHost()) && "http".equalsIgnoreCase(url.getScheme())) {
            throw wrong.apply("uses http, so that the key would travel in the clear", "Use https://" + url.getHost());
        }
    }

    /**
     * Path and query of the v1 route.
     *
     * @param version the version that the user set beside the address, which counts before that in it; dated ones do not belong here
     */
    static String normalised(
            URI url,
            String pastedPath,
            @Nullable String version,
            BiFunction<String, @Nullable String, ParlanceException> wrong) {
        refuseClearText(url, wrong);
        boolean azure = isAzure(url.getHost());
        String query = query(url.getRawQuery(), version);
        String path = BaseUrl.trimmed(pastedPath.replaceAll("/{2,}", "/"));
        for (String call : List.of("/chat/completions", "/responses")) {
            path = BaseUrl.withoutSuffix(path, call);
        }
        var deployments = DEPLOYMENTS.matcher(path);
        if (deployments.find()) {
            path = path.substring(0, deployments.start());
        }
        String lower = path.toLowerCase(Locale.ROOT);
        String v1 = "https://" + url.getRawAuthority() + "/openai/v1";
        if (azure && lower.endsWith("/openai/v1/models")) {
            path = path.substring(0, path.length() - "/models".length());
        } else if (azure && lower.endsWith("/models")) {
            throw wrong.apply("is the old model inference route, which Microsoft retired on 2026-08-26", "Use " + v1);
        } else if (azure && lower.endsWith("/anthropic")) {
            throw wrong.apply("is the route of the Anthropic models, which speak another dialect", "Use " + v1);
        }
        return withV1(path, azure) + query;
    }

    private static String withV1(String path, boolean azure) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (lower.endsWith("/openai/v1") || lower.endsWith("/mai/v1")) {
            return path;
        }
        if (lower.endsWith("/openai")) {
            return path + "/v1";
        }
        if (azure && !PROJECT.matcher(path).matches() && lower.equals("/v1")) {
            return "/openai/v1";
        }
        // A gateway of one's own that ends in /v1 is a whole base URL already.
        return !azure && lower.endsWith("/v1") ? path : path + "/openai/v1";
    }

    private static String query(@Nullable String pasted, @Nullable String version) {
        boolean isSet = version != null && isOfV1(version);
        List<String> kept = new ArrayList<>();
        for (String parameter : pasted == null ? new String[0] : pasted.split("&", -1)) {
            boolean versioned = parameter.regionMatches(true, 0, VERSION, 0, VERSION.length());
            boolean counts = !versioned || !isSet && isOfV1(parameter.substring(VERSION.length()));
            if (counts && !parameter.isEmpty()) {
                kept.add(parameter);
            }
        }
        if (isSet) {
            kept.add(VERSION + version);
        }
        return kept.isEmpty() ? "" : "?" + String.join("&", kept);
    }

    /** Whether the v1 route takes that version. */
    static boolean isOfV1(String version) {
        return V1_VERSION.matcher(version).matches();
    }
}

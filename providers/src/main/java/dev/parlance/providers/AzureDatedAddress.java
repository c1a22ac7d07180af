package dev.parlance.providers;

import dev.parlance.core.error.ParlanceException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Azure OpenAI by deployment: {@code /openai/deployments/{deployment}/chat/completions?api-version=DATE}, and Responses beside the
 * deployments. Whoever gives a date as version, or an address with a deployment in it, means these routes; all others mean v1.
 *
 * <p>Source: Azure OpenAI REST reference; openai-java, AzureUrlCategory and HttpRequestBuilderExtensions; openai-java issue 586 for
 * Responses, which has no deployment in its path.
 */
final class AzureDatedAddress {
    /** The newest stable version of the dated routes (openai-java, AzureOpenAIServiceVersion). */
    private static final String NEWEST_STABLE = "2024-10-21";

    /** The route before the deployments, and the deployment where one is named. */
    private static final Pattern DEPLOYMENTS = Pattern.compile("(?i)^(.*?)/openai/deployments(?:/([^/]+))?(?:/.*)?$");

    private static final String V1 = "/openai/v1";
    private static final String RESPONSES = "/responses";
    private static final String VERSION = "api-version=";

    private AzureDatedAddress() {}

    /** Path and query of the base: {@code /openai/v1}, or {@code /openai} with a dated version. */
    static String normalised(
            URI url,
            String pastedPath,
            @Nullable String version,
            BiFunction<String, @Nullable String, ParlanceException> wrong) {
        String path = BaseUrl.trimmed(pastedPath.replaceAll("/{2,}", "/"));
        String given = version == null ? versionIn(url.getRawQuery()) : version;
        boolean dated = given != null && AzureVersion.DATED.matcher(given).matches();
        Matcher deployment = DEPLOYMENTS.matcher(path);
        boolean v1 = path.toLowerCase(Locale.ROOT).contains(V1);
        boolean byDeployment = deployment.matches() && (given == null || dated);
        return byDeployment || dated && !v1
                ? byDeployment(url, path, version, wrong)
                : AzureAddress.normalised(url, path, version, wrong);
    }

    /** Path and query of the routes by deployment, whatever the address looks like; without a date the newest stable version counts. */
    static String byDeployment(
            URI url,
            String pastedPath,
            @Nullable String version,
            BiFunction<String, @Nullable String, ParlanceException> wrong) {
        AzureAddress.refuseClearText(url, wrong);
        String path = BaseUrl.trimmed(pastedPath.replaceAll("/{2,}", "/"));
        String given = version == null ? versionIn(url.getRawQuery()) : version;
        String date = given != null && AzureVersion.DATED.matcher(given).matches() ? given : NEWEST_STABLE;
        Matcher deployment = DEPLOYMENTS.matcher(path);
        String base = deployment.matches() ? named(deployment) : unnamed(BaseUrl.withoutSuffix(path, V1));
        return base + "?" + others(url.getRawQuery()) + VERSION + date;
    }

    /** Routes are doubled by those who paste a deployment after a base URL that was whole already. */
    private static String named(Matcher deployment) {
        String before = BaseUrl.withoutSuffix(deployment.group(1), V1);
        String name = deployment.group(2);
        return before + "/openai" + (name == null ? "" : "/deployments/" + name);
    }

    private static String unnamed(String path) {
        String root = path;
        for (String call : List.of("/chat/completions", RESPONSES, "/openai")) {
            root = BaseUrl.withoutSuffix(root, call);
        }
        return root + "/openai";
    }

    /** The URL of a call. A deployment that the address names counts; else the model's name is that of its deployment. */
    static URI call(URI base, String path, String model) {
        String whole = base.getRawPath();
        if (AzureVersion.of(base) == null || whole.endsWith(V1)) {
            return AzureAddress.call(base, path);
        }
        Matcher deployment = DEPLOYMENTS.matcher(whole);
        boolean named = deployment.matches();
        String called;
        if (path.equals(RESPONSES)) {
            called = (named ? deployment.group(1) + "/openai" : whole) + path;
        } else {
            called = (named ? whole : whole + "/deployments/" + encoded(model)) + path;
        }
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + called + "?" + base.getRawQuery());
    }

    private static String encoded(String model) {
        return URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static @Nullable String versionIn(@Nullable String query) {
        if (query != null) {
            for (String parameter : query.split("&", -1)) {
                if (isVersion(parameter)) {
                    return parameter.substring(VERSION.length());
                }
            }
        }
        return null;
    }

    private static boolean isVersion(String parameter) {
        return parameter.regionMatches(true, 0, VERSION, 0, VERSION.length());
    }

    private static String others(@Nullable String query) {
        List<String> kept = new ArrayList<>();
        if (query != null) {
            for (String parameter : query.split("&", -1)) {
                if (!parameter.isEmpty() && !isVersion(parameter)) {
                    kept.add(parameter);
                }
            }
        }
        return kept.isEmpty() ? "" : String.join("&", kept) + "&";
    }
}

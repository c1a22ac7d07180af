package dev.parlance.configuration;

import dev.parlance.providers.credential.Credential;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Azure's clouds: who issues tokens there and what a token is for.
 *
 * <p>Source: the authorities are those of Microsoft's AzureCloudEndpoint reference (2026). The scopes of the sovereign clouds follow the suffix
 * of their hosts and are not documented; the setting {@code scope} has the last word.
 */
enum Cloud {
    PUBLIC(Credential.PUBLIC_AUTHORITY, "", ".azure.com"),
    US_GOVERNMENT("https://login.microsoftonline.us", "https://cognitiveservices.azure.us/.default", ".azure.us"),
    CHINA("https://login.chinacloudapi.cn", "https://cognitiveservices.azure.cn/.default", ".azure.cn");

    private final String authority;
    private final String scope;
    private final String suffix;

    Cloud(String authority, String scope, String suffix) {
        this.authority = authority;
        this.scope = scope;
        this.suffix = suffix;
    }

    String authority() {
        return authority;
    }

    /** Empty for the public one, where the address of the resource decides. */
    String scope() {
        return scope;
    }

    static Map<String, Cloud> byWord() {
        Map<String, Cloud> words = new LinkedHashMap<>();
        for (Cloud cloud : values()) {
            words.put(cloud.name().toLowerCase(Locale.ROOT).replace('_', '-'), cloud);
        }
        return words;
    }

    /** The cloud in which that address lies. */
    static Cloud of(@Nullable String address) {
        String host =
                address == null ? "" : address.replaceFirst("^[A-Za-z]+://", "").split("[/?#:]", 2)[0];
        for (Cloud cloud : values()) {
            if (host.toLowerCase(Locale.ROOT).endsWith(cloud.suffix)) {
                return cloud;
            }
        }
        return PUBLIC;
    }
}

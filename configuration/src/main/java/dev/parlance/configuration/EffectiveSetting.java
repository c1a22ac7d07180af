package dev.parlance.configuration;

/**
 * One setting as it counts, for {@code parlance config show}.
 *
 * @param key the way to it, for example {@code providers.moonshot.region}
 * @param value as text that may be shown: secrets are masked, and what stands elsewhere shows as the place it stands at
 * @param origin {@code config.toml:12}, the name of an environment variable, or {@code default}
 */
public record EffectiveSetting(String key, String value, String origin) {
    /** The origin of what nobody set. */
    public static final String DEFAULT = "default";
}

package dev.parlance.providers.value;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folders of the user.
 *
 * @param home for {@code ~/}
 * @param configuration {@code $XDG_CONFIG_HOME}, or {@code .config} in the home (XDG Base Directory Specification)
 */
public record UserFolders(Path home, Path configuration) {
    /** As the environment says; without a word from it, as the JVM does. */
    public static UserFolders of(Map<String, String> environment) {
        String named = environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE", ""));
        Path home = Path.of(named.isBlank() ? System.getProperty("user.home", "") : named);
        Path given = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
        // The specification has relative paths ignored.
        return new UserFolders(home, given.isAbsolute() ? given : home.resolve(".config"));
    }
}

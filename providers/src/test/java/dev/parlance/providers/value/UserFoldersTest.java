package dev.parlance.providers.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserFoldersTest {
    @Test
    void the_environment_says_where_they_are() {
        assertThat(UserFolders.of(Map.of("HOME", "/h")))
                .isEqualTo(new UserFolders(Path.of("/h"), Path.of("/h/.config")));
        assertThat(UserFolders.of(Map.of("HOME", "/h", "XDG_CONFIG_HOME", "/c")))
                .isEqualTo(new UserFolders(Path.of("/h"), Path.of("/c")));
        assertThat(UserFolders.of(Map.of("HOME", "/h", "XDG_CONFIG_HOME", "c")).configuration())
                .isEqualTo(Path.of("/h/.config"));
        assertThat(UserFolders.of(Map.of("USERPROFILE", "/u")).home()).isEqualTo(Path.of("/u"));
        assertThat(UserFolders.of(Map.of()).home()).isAbsolute();
    }
}

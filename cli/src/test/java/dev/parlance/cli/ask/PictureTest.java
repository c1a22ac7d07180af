package dev.parlance.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.core.error.ParlanceException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
    @Test
    void the_first_bytes_tell_the_type() {
        assertThat(start("\u0089PNG\r\n\u001a\n....")).isEqualTo("data:image/png;base64");
        assertThat(start("\u00ff\u00d8\u00ff\u00e0")).isEqualTo("data:image/jpeg;base64");
        assertThat(start("GIF89a......")).isEqualTo("data:image/gif;base64");
        assertThat(start("RIFF....WEBPVP8")).isEqualTo("data:image/webp;base64");
    }

    @Test
    void the_bytes_are_whole() {
        assertThat(Picture.of("a", "GIF8".getBytes(StandardCharsets.ISO_8859_1)).url())
                .isEqualTo("data:image/gif;base64,R0lGOA==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GIF", "<svg/>", "RIFF....WAVEfmt "})
    void other_files_are_refused_by_name(String content) {
        assertThatThrownBy(() -> Picture.of("photo.png", content.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(ParlanceException.InvalidRequest.class)
                .hasMessageContaining("photo.png");
    }

    private static String start(String head) {
        return Picture.of("a.txt", head.getBytes(StandardCharsets.ISO_8859_1))
                .url()
                .split(",", 2)[0];
    }
}

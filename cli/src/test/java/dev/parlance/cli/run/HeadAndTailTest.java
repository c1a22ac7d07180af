package dev.parlance.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadAndTailTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -              | ''
            abc            | abc
            abcd           | abcd
            abcdefgh       | abcdefgh
            abcdefghi      | abcd[1]fghi
            abcdefghijklm  | abcd[5]jklm
            """)
    void both_ends_are_kept_in_whatever_pieces_they_come(@Nullable String text, String kept) {
        byte[] bytes = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
        for (int piece = 1; piece <= 13; piece++) {
            HeadAndTail output = new HeadAndTail(4);
            for (int at = 0; at < bytes.length; at += piece) {
                int count = Math.min(piece, bytes.length - at);
                byte[] buffer = new byte[16];
                System.arraycopy(bytes, at, buffer, 0, count);
                output.add(buffer, count);
            }
            assertThat(output.text().replaceAll("\n\\[… (\\d+) bytes are left out here …]\n", "[$1]"))
                    .isEqualTo(kept);
        }
    }
}

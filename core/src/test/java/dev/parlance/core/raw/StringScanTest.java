package dev.parlance.core.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StringScanTest {
    /** Every place of the end within the eight bytes that are looked at together, behind everything that can stand before it. */
    @Test
    void the_closing_quote_is_found_at_every_place() {
        String[] before = {"", "a", "\\\"", "\\\\", "\\u00e4", "ä", "你", "😀", "\\n", "\u007f"};
        for (String start : before) {
            for (int plain = 0; plain < 40; plain++) {
                byte[] text = ("\"" + start + "x".repeat(plain) + "\", \"next\"").getBytes(StandardCharsets.UTF_8);
                int end = start.getBytes(StandardCharsets.UTF_8).length + plain + 1;
                assertThat(StringScan.end(text, 1, text.length))
                        .as(start + plain)
                        .isEqualTo(end);
                assertThat(StringScan.end(text, 1, end)).as("cut before it").isEqualTo(-1);
            }
        }
    }

    @Test
    void no_other_byte_is_taken_for_one_that_counts() {
        for (int value = 0x20; value < 0x80; value++) {
            if (value != '"' && value != '\\') {
                byte[] text = ((char) value + "abcdefgh" + (char) value + "\"").getBytes(StandardCharsets.US_ASCII);
                assertThat(StringScan.end(text, 0, text.length)).isEqualTo(10);
            }
        }
    }

    @Test
    void what_is_no_string_has_no_end() {
        for (String bad : new String[] {"\n", "\u0000", "\u001f", "\\x", "\\u12", "\\u12g4", "\\"}) {
            for (int plain = 0; plain < 10; plain++) {
                byte[] text = ("x".repeat(plain) + bad + "\"").getBytes(StandardCharsets.UTF_8);
                assertThat(StringScan.end(text, 0, text.length)).as(bad + plain).isEqualTo(-1);
            }
        }
        for (int high = 0x80; high < 0x100; high++) {
            byte[] text = {'a', (byte) high, '"'};
            assertThat(StringScan.end(text, 0, text.length)).isEqualTo(-1);
        }
    }
}

package dev.parlance.dialects.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.dialect.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFormTest {
    private static final ResponseHead UNTOLD = new ResponseHead(200, Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"\ufeffdata: {}\n\n", "\ufeff\n: hello\n\n", "event: x\ndata: {}\n\n", "  data: {}\n\n"})
    void a_stream_that_comes_byte_by_byte_is_one_and_loses_none(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        BodyForm form = new BodyForm();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; at++) {
            ByteBuffer given = form.accept(ByteBuffer.wrap(bytes, at, 1), UNTOLD);
            if (given != null) {
                byte[] some = new byte[given.remaining()];
                given.get(some);
                read.writeBytes(some);
            }
        }
        assertThat(form.isStream()).isTrue();
        assertThat(read.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void what_begins_like_a_mark_and_is_none_is_a_plain_body() {
        BodyForm form = new BodyForm();
        for (byte part : new byte[] {(byte) 0xef, (byte) 0xbb, '{', '}'}) {
            assertThat(form.accept(ByteBuffer.wrap(new byte[] {part}), UNTOLD)).isNull();
        }
        assertThat(form.isStream()).isFalse();
        assertThat(form.body()).hasSize(4);
    }
}

package dev.parlance.core.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.Content.Media;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pictures and files beside text. */
class MediaTest {
    @Test
    void bytes_become_a_data_url() {
        Media picture = Media.of(Media.Kind.IMAGE, "image/png", "AB?>".getBytes(StandardCharsets.US_ASCII));

        assertThat(picture).isEqualTo(new Media(Media.Kind.IMAGE, "data:image/png;base64,QUI/Pg==", Members.NONE));
    }

    @Test
    void a_file_has_a_name_and_keeps_what_else_was_said_of_it() {
        Media file = Media.at(Media.Kind.FILE, "file-1").named("a \"b\".pdf");

        assertThat(String.valueOf(file.extra().get("filename"))).isEqualTo("\"a \\\"b\\\".pdf\"");
        assertThat(file.named("c.pdf").extra().byName()).hasSize(1);
        assertThat(file.url()).isEqualTo("file-1");
    }

    @Test
    void parts_of_a_message_keep_their_order() {
        Media picture = Media.at(Media.Kind.IMAGE, "https://example.org/a.png");
        ChatRequest request = ChatRequest.builder("m")
                .user(new Content.Text("What is this?"), picture)
                .build();

        assertThat(request.messages())
                .containsExactly(new Message.User(
                        List.of(new Content.Text("What is this?"), picture), Message.ContentForm.FREE, Members.NONE));
    }
}

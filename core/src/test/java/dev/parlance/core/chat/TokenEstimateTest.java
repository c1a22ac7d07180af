package dev.parlance.core.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.RawJson;
import org.junit.jupiter.api.Test;

class TokenEstimateTest {
    @Test
    void four_ascii_characters_are_a_token_rounded_up_and_every_other_character_is_one() {
        assertThat(TokenEstimate.ofText("")).isZero();
        assertThat(TokenEstimate.ofText("a")).isEqualTo(1);
        assertThat(TokenEstimate.ofText("abcd")).isEqualTo(1);
        assertThat(TokenEstimate.ofText("abcde")).isEqualTo(2);
        assertThat(TokenEstimate.ofText("漢字")).isEqualTo(2);
        assertThat(TokenEstimate.ofText("ab漢😀")).isEqualTo(3);
    }

    @Test
    void kimi_code_case_23_an_empty_system_text_and_hi_are_two_tokens() {
        ChatRequest request =
                ChatRequest.builder("Kimi-K2.6").system("").user("hi").build();

        assertThat(TokenEstimate.of(request)).isEqualTo(2);
    }

    @Test
    void arguments_count_as_a_json_string_of_json() {
        // assistant 3, the name 1, and "{\"a\":1}" with its quotes and two backslashes: 11 characters are 3
        ChatRequest request = ChatRequest.builder("m")
                .message(Message.assistant(new Content.ToolCall("id", "look", RawJson.ofText("{\"a\":1}"))))
                .build();

        assertThat(TokenEstimate.of(request)).isEqualTo(3 + 1 + 3);
    }

    @Test
    void tools_count_with_name_description_and_compact_schema() {
        ChatRequest request = ChatRequest.builder("m")
                .tool(new Tool.Function("look", "Looks up", RawJson.ofText("{ \"type\": \"object\" }")))
                .build();

        assertThat(TokenEstimate.of(request)).isEqualTo(1 + 2 + 5);
    }

    @Test
    void a_part_of_media_counts_as_the_text_of_its_url() {
        ChatRequest request = ChatRequest.builder("m")
                .user(Content.Media.at(Content.Media.Kind.IMAGE, "ms://file-12345"))
                .user(Content.Media.of(Content.Media.Kind.IMAGE, "image/png", new byte[30]))
                .build();

        // A role each; 15 characters are 4, and 22 before the comma and the 40 of the bytes 16.
        assertThat(TokenEstimate.of(request)).isEqualTo(1 + 4 + 1 + 16);
    }

    @Test
    void reasoning_and_results_count_as_their_text() {
        ChatRequest request = ChatRequest.builder("m")
                .message(Message.assistant(new Content.Reasoning("abcdefgh")))
                .message(Message.toolResult("id", "abcd"))
                .build();

        assertThat(TokenEstimate.of(request)).isEqualTo(3 + 2 + 1 + 1);
    }
}

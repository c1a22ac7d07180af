package dev.parlance.dialects.openaichat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.ResponseFold;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaggedThinkingTest {
    private static List<Content> read(@Nullable String tag, String text, int piece) {
        TaggedThinking thinking = new TaggedThinking(tag);
        ResponseFold fold = new ResponseFold(null);
        for (int from = 0; from < text.length(); from += piece) {
            thinking.text(text.substring(from, Math.min(text.length(), from + piece)), fold);
        }
        thinking.end(fold);
        ChatResponse response = fold.response();
        return response.content();
    }

    private static Content thought(String text) {
        return new Content.Reasoning(text, null, Names.REASONING_CONTENT, Members.NONE);
    }

    @Test
    void thinking_and_answer_are_told_apart_however_the_text_is_cut() {
        for (int piece = 1; piece < 40; piece++) {
            assertThat(read("think", "\n<think>a < b, </thin is none</think>\n\nAnswer <think>", piece))
                    .as("pieces of %d", piece)
                    .containsExactly(thought("a < b, </thin is none"), new Content.Text("Answer <think>"));
        }
    }

    @Test
    void thinking_that_never_ends_is_thinking() {
        assertThat(read("think", "<think>and then", 3)).containsExactly(thought("and then"));
    }

    @Test
    void text_without_the_tag_passes_as_it_is() {
        assertThat(read("think", " <thin air>", 2)).containsExactly(new Content.Text(" <thin air>"));
        assertThat(read(null, "<think>x</think>y", 4)).containsExactly(new Content.Text("<think>x</think>y"));
        assertThat(read("think", " <thi", 1)).containsExactly(new Content.Text(" <thi"));
    }
}

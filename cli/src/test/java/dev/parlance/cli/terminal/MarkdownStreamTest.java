package dev.parlance.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownStreamTest {
    private static final String EVERYTHING = """
            # A *great* heading

            Some **bold words**, `code`, a [link](https://example.org/a_b) and <https://example.org>.
            A second line; 2 * 3 * 4 is not _emphasis_, snake_case neither.

            - one
            - two **strong** things that go on for so long that they need another line
              - nested `x`
              - nested again

                with a second paragraph
            - three

            1. first
            2. second
               ```java
               int x = 1;

               // 漢字
               ```
            10) other

            > quoted *text* that goes on
            > and on
            >
            > - with a list

            ```sh
            echo "a very long line of code that is longer than any terminal is wide, or so one would hope"

            done
            ```

            | Name | Count |
            |:-----|------:|
            | naïve | 1 |
            | 漢字 | 200 |

            ---

                indented code

            <div>html</div>

            中文段落没有空格，所以每一行都要在字之间断开。「引号」也一样，而且**粗体**也要正确。

            * * *

            Family 👨‍👩‍👧‍👦 and flag 🇩🇪, e\u0301. The end of it
            """;

    private static String stream(String text, int chunk, int width, Look look) {
        StringBuilder out = new StringBuilder();
        MarkdownStream stream = new MarkdownStream(out::append, () -> width, look);
        for (int at = 0; at < text.length(); at += chunk) {
            stream.accept(text.substring(at, Math.min(text.length(), at + chunk)));
        }
        stream.end();
        return out.toString();
    }

    private static String plain(String text) {
        return text.replaceAll("\u001b\\[[0-9;]*m", "");
    }

    static Stream<String> documents() {
        List<String> documents = new ArrayList<>(List.of(EVERYTHING.split("\n\n", -1)));
        documents.add(EVERYTHING);
        documents.add("```\nnever closed\n  yes");
        documents.add("an **unclosed thing and `more of it");
        documents.add("a | b\nno table");
        documents.add("text\n| a | b |\n|---|---|\n| 1 | 2 |");
        documents.add("- \n- x\n\n\n-");
        documents.add("[a]: http://x\n\n[a] and [b] and [c](d e) and ![alt](u)");
        documents.add("5. five\n6. six\n- bullet\n\n~~~\n```\n~~~");
        return documents.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void pieces_amount_to_the_whole(String document) {
        for (int width : new int[] {20, 33, 80}) {
            for (Look look : Look.values()) {
                String whole = stream(document, Integer.MAX_VALUE / 2, width, look);
                for (int chunk : new int[] {1, 2, 7}) {
                    assertThat(plain(stream(document, chunk, width, look)))
                            .as("width " + width + ", chunk " + chunk)
                            .isEqualTo(plain(whole));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 33, 80})
    void no_line_is_wider_than_the_terminal_and_none_ends_in_blanks(int width) {
        assertThat(plain(stream(EVERYTHING, 5, width, Look.COLOURED)).lines())
                .allSatisfy(line -> assertThat(Cells.width(line)).as(line).isLessThanOrEqualTo(width))
                .allSatisfy(line -> assertThat(line).doesNotEndWith(" "));
    }

    @Test
    void what_is_printed_looks_like_this() {
        assertThat(stream(EVERYTHING, 3, 44, Look.PLAIN)).isEqualTo("""
                # A *great* heading

                Some **bold words**, `code`, a link
                (https://example.org/a_b) and
                https://example.org.
                A second line; 2 * 3 * 4 is not *emphasis*,
                snake_case neither.

                - one
                - two **strong** things that go on for so
                  long that they need another line
                  - nested `x`
                  - nested again

                    with a second paragraph
                - three

                1. first
                2. second
                   ```java
                   int x = 1;

                   // 漢字
                   ```

                10) other

                > quoted *text* that goes on
                > and on
                >
                > - with a list

                ```sh
                echo "a very long line of code that is longe
                r than any terminal is wide, or so one would
                 hope"

                done
                ```

                Name  | Count
                ------|------
                naïve |     1
                漢字  |   200

                ---

                    indented code

                <div>html</div>

                中文段落没有空格，所以每一行都要在字之间断
                开。「引号」也一样，而且**粗体**也要正确。

                ---

                Family 👨‍👩‍👧‍👦 and flag 🇩🇪, e\u0301. The end of it
                """);
    }

    @Test
    void words_show_while_the_paragraph_is_still_coming() {
        StringBuilder out = new StringBuilder();
        MarkdownStream stream = new MarkdownStream(out::append, () -> 80, Look.PLAIN);

        stream.accept("Hello wor");
        assertThat(out).hasToString("Hello");
        stream.accept("ld, this **is");
        assertThat(out).hasToString("Hello world, this");
        stream.accept(" bold** now");
        assertThat(out).hasToString("Hello world, this **is bold**");
    }

    @Test
    void items_and_code_show_line_by_line() {
        StringBuilder out = new StringBuilder();
        MarkdownStream stream = new MarkdownStream(out::append, () -> 80, Look.PLAIN);

        stream.accept("- first item\n- sec");
        assertThat(out).hasToString("- first item");
        stream.accept("ond\n\n```sh\nls -l\npw");
        assertThat(out).hasToString("- first item\n- second\n\n```sh\nls -l");
    }

    @Test
    void control_characters_never_get_through() {
        String evil =
                "a\u001b[2Jb\u009b31mc\u0007\r\u0008 d&#27;[31m `\u001b]0;title\u0007`\n\n[x](\u001b[1m)\n\n```\n\u001b[0m\n```\n";

        String shown = plain(stream(evil, 2, 80, Look.COLOURED));

        assertThat(shown.chars().filter(one -> one != '\n' && Character.isISOControl(one)))
                .isEmpty();
        assertThat(shown).startsWith("a[2Jb31mc");
    }

    @Test
    void long_code_is_forgotten_as_it_is_shown_and_nothing_is_lost() {
        StringBuilder code = new StringBuilder("```java\n");
        for (int line = 0; line < 600; line++) {
            code.append("int line").append(line).append(" = ").append(line).append(";\n");
            if (line % 7 == 0) {
                code.append('\n');
            }
        }
        code.append("```\n\nThe end.\n");

        assertThat(stream(code.toString(), 11, 80, Look.PLAIN)).isEqualTo(code.toString());
    }

    @Test
    void a_line_that_makes_a_heading_of_what_was_shown_repeats_nothing() {
        assertThat(stream("A title\n=======\n\nText\n", 1, 80, Look.PLAIN)).isEqualTo("A title\n\nText\n");
    }
}

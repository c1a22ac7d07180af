package dev.parlance.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read who sent something that is no JSON. In the documents, {@code '} stands for a double quote and {@code ~} for a line break. */
class JsonFaultsTest {
    private static String fault(byte[] document) {
        MalformedJson fault = catchThrowableOfType(MalformedJson.class, () -> Json.parse(document));
        return String.valueOf(fault.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a' 1}                 | expected ':' behind a name, but found '1' (line 1, column 6)",
                "{'a':1 'b':2}           | expected ',' or '}', but found '\"' (line 1, column 8)",
                "[1 2]                   | expected ',' or ']', but found '2' (line 1, column 4)",
                "[1,]                    | expected a value, but found ']' (line 1, column 4)",
                "{'a':1,}                | expected a name in double quotes, but found '}' (line 1, column 8)",
                "{a:1}                   | expected a name in double quotes, but found 'a' (line 1, column 2)",
                "{'a':}                  | expected a value, but found '}' (line 1, column 6)",
                "{'a':                   | expected a value, but found the end (line 1, column 6)",
                "{'a':1]                 | expected a member or '}', but found ']' (line 1, column 7)",
                "[1}                     | expected a value or ']', but found '}' (line 1, column 3)",
                "]                       | expected a value, but found ']' (line 1, column 1)",
                "{'a':None}              | expected a value, but found 'None' (line 1, column 6)",
                "{'a':trueish}           | expected the end of true, but found 'ish' (line 1, column 10)",
                "{~  'a': [1,~    {'b': 2| it ends within the object that begins in line 3, column 5 (line 3, column 12)",
                "[[],[{'a':'}'}          | it ends within the array that begins in line 1, column 5 (line 1, column 15)",
                "['never                 | it ends within a string that begins in line 1, column 2 (line 1, column 8)",
                "{'a~b':1}               | a string holds the character U+000A, which must be written as an escape (line 1, column 4)",
                "['\\x']                 | expected one of \"\\/bfnrtu behind a backslash, but found 'x' (line 1, column 4)",
                "['\\u12G4']             | expected four hexadecimal digits behind \\u, but found 'G' (line 1, column 7)",
                "['\\u12                 | expected four hexadecimal digits behind \\u, but found the end (line 1, column 7)",
                "{'\\ud83d':1}           | a name holds what is no character (line 1, column 2)",
                "[1 ,~ €]                | expected a value, but found the character U+20AC (line 2, column 2)",
                "['€€' 1]                | expected ',' or ']', but found '1' (line 1, column 7)",
                "[01]                    | a number begins with 0 (line 1, column 2)",
                "[-]                     | expected a digit, but found ']' (line 1, column 3)",
                "[1.e5]                  | expected a digit, but found 'e' (line 1, column 4)",
                "1x                      | expected the end of the number, but found 'x' (line 1, column 2)",
                "// no                   | expected a value, but found '/' (line 1, column 1)"
            })
    void says_what_was_expected_what_stands_there_and_where(String document, String words) {
        byte[] bytes = document.replace('\'', '"').replace('~', '\n').getBytes(StandardCharsets.UTF_8);

        assertThat(fault(bytes)).isEqualTo("This is not valid JSON: " + words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/ x                     | expected '/' or '*' behind '/', but found the character U+0020 (line 1, column 2)",
                "// a~/* never           | it ends within a comment that begins in line 2, column 1 (line 2, column 9)",
                "// [~{ // {~ /* ' */ 'a'| expected ':' behind a name, but found the end (line 3, column 13)",
                "/* [ */ [ // ]~         | it ends within the array that begins in line 1, column 9 (line 2, column 1)",
            })
    void comments_where_they_are_allowed(String document, String words) {
        byte[] bytes = document.replace('\'', '"').replace('~', '\n').getBytes(StandardCharsets.UTF_8);
        MalformedJson fault = catchThrowableOfType(MalformedJson.class, () -> Json.parseCommented(bytes));

        assertThat(fault).hasMessage("This is not valid JSON: " + words);
    }

    @Test
    void bytes_that_are_no_utf8_are_named_and_nothing_else_of_the_string_is() {
        for (int[] sequence : new int[][] {{0xc3, 0x28}, {0x80}, {0xed, 0xa0, 0x80}}) {
            ByteArrayOutputStream document = new ByteArrayOutputStream();
            document.writeBytes("{\"key\":\"secret ".getBytes(StandardCharsets.UTF_8));
            for (int one : sequence) {
                document.write(one);
            }
            document.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));

            assertThat(fault(document.toByteArray()))
                    .startsWith("This is not valid JSON: a string holds ")
                    .endsWith("(line 1, column 16)")
                    .doesNotContain("secret");
        }
    }

    @Test
    void a_mark_of_the_byte_order_is_no_column() {
        assertThat(fault("\ufeff[1,]".getBytes(StandardCharsets.UTF_8))).endsWith("(line 1, column 4)");
    }

    @Test
    void lines_end_in_each_of_the_three_ways() {
        assertThat(fault("[\r\n1,\r2,\n]".getBytes(StandardCharsets.UTF_8))).endsWith("(line 4, column 1)");
        assertThat(fault("[\r".getBytes(StandardCharsets.UTF_8))).endsWith("(line 2, column 1)");
    }

    @Test
    void another_value_than_was_expected_is_told_with_the_way_to_it() {
        byte[] bytes = "{\"a\\\"/b\":[\",]\",{\"c~d\":[[],{},true]}]}".getBytes(StandardCharsets.UTF_8);
        JsonReader reader = JsonReader.of(bytes, 0, bytes.length);
        reader.nextMember();
        reader.nextElement();
        reader.nextElement();
        reader.nextMember();
        reader.nextElement();
        reader.skip();
        reader.nextElement();
        reader.skip();
        reader.nextElement();

        assertThat(catchThrowableOfType(MalformedJson.class, reader::string))
                .hasMessage("/a\"~1b/1/c~0d/2 must be a string, but found true or false (line 1, column 30)");
    }
}

package dev.parlance.azureidentity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nothing to hide | nothing to hide",
                "the key hush-hush failed | the key *** failed",
                "{\"access_token\": \"short\", \"x\": 1} | {\"access_token\": \"***\", \"x\": 1}",
                "client_secret=short&scope=x | client_secret=***&scope=x",
                "Unrecognized token 'eyJhbGciOi' here | Unrecognized token '***' here",
                "id 00000000-0000-0000-0000-000000000001 stays | id 00000000-0000-0000-0000-000000000001 stays",
                "0123456789abcdefghij0123456789abcdefghij goes | *** goes",
                "Not configured.To mitigate this issue, please refer to https://aka.ms/x | Not configured.",
                "Not set. See the troubleshooting guide for more information. https://aka.ms/x | Not set.",
            })
    void a_text_loses_what_must_not_be_shown_and_what_helps_nobody(String text, String plain) {
        assertThat(PlainWords.of(text, List.of("hush-hush"))).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Unrecognized token 'hush'~ at [Source: (String)\"hush {~\"x\"}\"; line: 1, column: 5]~next"
                        + " | the answer is not the JSON that was expected~next",
                "before~returned 200, but the response could not be parsed: Unexpected 'hush'~ at [Source: (String)\"hush\"; line: 1, column: 2]"
                        + " | before~returned 200, but the response could not be parsed",
                "Unexpected 'hush'~ at [Source: (String)\"hush and no end~hush | the answer is not the JSON that was expected",
            })
    void a_quotation_goes_with_the_complaint_about_it(String text, String plain) {
        assertThat(PlainWords.of(text.replace('~', '\n'), List.of())).isEqualTo(plain.replace('~', '\n'));
    }
}

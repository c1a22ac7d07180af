package dev.parlance.core.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.wire.RawJson;
import org.junit.jupiter.api.Test;

class PayloadJoinTest {
    private static Members joined(String... pieces) {
        PayloadJoin join = new PayloadJoin();
        for (String piece : pieces) {
            join.add(Members.of("reasoning_details", RawJson.ofText(piece)));
        }
        return join.members();
    }

    private static Members details(String json) {
        return Members.of("reasoning_details", RawJson.ofText(json));
    }

    @Test
    void pieces_of_one_entry_become_one_entry_with_all_its_text() {
        assertThat(joined(
                        "[{\"type\":\"reasoning.text\",\"index\":0,\"text\":\"Let \",\"format\":null}]",
                        "[{\"type\":\"reasoning.text\",\"index\":0,\"text\":\"me\",\"signature\":\"sig\"}]"))
                .isEqualTo(details("[{\"type\":\"reasoning.text\",\"index\":0,\"text\":\"Let me\",\"format\":null,"
                        + "\"signature\":\"sig\"}]"));
    }

    @Test
    void entries_of_another_index_or_type_stay_apart() {
        String one = "{\"type\":\"reasoning.text\",\"index\":0,\"text\":\"a\"}";
        String two = "{\"type\":\"reasoning.text\",\"index\":1,\"text\":\"b\"}";
        String three = "{\"type\":\"reasoning.encrypted\",\"index\":1,\"data\":\"c\"}";

        assertThat(joined("[" + one + "]", "[" + two + "]", "[" + three + "]"))
                .isEqualTo(details("[" + one + "," + two + "," + three + "]"));
    }

    @Test
    void entries_that_name_no_index_are_never_joined() {
        assertThat(joined("[{\"type\":\"t\",\"text\":\"a\"}]", "[{\"type\":\"t\",\"text\":\"b\"}]"))
                .isEqualTo(details("[{\"type\":\"t\",\"text\":\"a\"},{\"type\":\"t\",\"text\":\"b\"}]"));
    }

    @Test
    void a_null_does_not_erase_what_was_known() {
        assertThat(joined(
                        "[{\"type\":\"t\",\"index\":0,\"signature\":\"sig\"}]",
                        "[{\"type\":\"t\",\"index\":0,\"signature\":null,\"text\":\"x\"}]"))
                .isEqualTo(details("[{\"type\":\"t\",\"index\":0,\"signature\":\"sig\",\"text\":\"x\"}]"));
    }

    @Test
    void of_members_that_are_no_arrays_the_last_counts() {
        PayloadJoin join = new PayloadJoin();
        join.add(Members.of("signature", RawJson.ofText("\"first\"")));
        join.add(Members.of("signature", RawJson.ofText("\"last\"")));

        assertThat(join.members()).isEqualTo(Members.of("signature", RawJson.ofText("\"last\"")));
    }
}

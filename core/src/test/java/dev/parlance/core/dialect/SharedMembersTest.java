package dev.parlance.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Message;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vendor members that some dialects share and others do not. */
class SharedMembersTest {
    private static final Members MARKED = Members.of("cache_control", RawJson.ofText("{\"type\":\"ephemeral\"}"));

    private final AdjustmentLog log = new AdjustmentLog(Policy.ADAPT);

    private Content.Text sent(Members extra, String dialect) {
        ChatRequest request = ChatRequest.builder("model")
                .message(new Message.User(
                        List.of(new Content.Text("hi", extra)), Message.ContentForm.PARTS, Members.NONE))
                .dialect("openai-chat")
                .build();
        return (Content.Text) ForeignMembers.leaveOut(request, Profile.unknown("host", "model", dialect), log)
                .messages()
                .getFirst()
                .content()
                .getFirst();
    }

    @Test
    void marks_for_the_cache_reach_claude_from_clients_of_other_dialects() {
        assertThat(sent(MARKED, "anthropic-messages").extra()).isEqualTo(MARKED);
        assertThat(log.adjustments()).isEmpty();
        assertThat(sent(MARKED, "gemini").extra()).isEqualTo(Members.NONE);
        assertThat(log.adjustments()).singleElement().returns("vendor-members", Adjustment::parameter);
    }

    @Test
    void details_and_names_have_no_word_in_messages_and_that_is_told() {
        Members extra = Members.of("detail", RawJson.ofText("\"low\"")).with("name", RawJson.ofText("\"bob\""));

        assertThat(sent(extra, "gemini").extra()).isEqualTo(extra);
        assertThat(log.adjustments()).isEmpty();
        assertThat(sent(extra, "anthropic-messages").extra()).isEqualTo(Members.NONE);
        assertThat(log.adjustments())
                .singleElement()
                .returns(JsonValue.strings(List.of("detail", "name")), Adjustment::asked);
    }
}

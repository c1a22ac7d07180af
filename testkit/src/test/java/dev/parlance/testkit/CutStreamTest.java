package dev.parlance.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.error.ErrorKind;
import dev.parlance.dialects.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that is cut at any byte ends in exactly one terminal event, the last one, and never in an exception. */
class CutStreamTest {
    /** One short stream or body of each provider, and all of the few in forms of which only answers are read: every byte of each is tried. */
    static List<Exchange> exchanges() {
        return Recordings.all().stream()
                .filter(exchange -> exchange.response().length < 3000 || Dialects.outbound(exchange.dialect()) == null)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void every_cut_ends_in_one_terminal_event(Exchange exchange) {
        Profile profile = Profile.unknown(exchange.provider(), exchange.model(), exchange.dialect());
        byte[] answer = exchange.response();
        boolean stream = answer[0] == 'd' && exchange.dialect().equals("openai-chat");
        int end = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\"finish_reason\":\"");
        for (int cut = 0; cut < answer.length; cut++) {
            List<ChatEvent> events =
                    Decoding.events(Arrays.copyOf(answer, cut), exchange.head(), profile, () -> Integer.MAX_VALUE);
            assertThat(events).as("cut at %d", cut).isNotEmpty();
            assertThat(events.stream().filter(CutStreamTest::isTerminal).count())
                    .as("cut at %d", cut)
                    .isOne();
            assertThat(isTerminal(events.getLast())).as("cut at %d", cut).isTrue();
            if (stream && end > 0 && cut < end && exchange.status() == 200) {
                assertThat(events.getLast())
                        .as("cut at %d", cut)
                        .isInstanceOfSatisfying(
                                ChatEvent.ResponseFailed.class,
                                failed -> assertThat(failed.error().kind())
                                        .isIn(ErrorKind.STREAM_TRUNCATED, ErrorKind.MALFORMED_RESPONSE));
            }
        }
    }

    private static boolean isTerminal(ChatEvent event) {
        return event instanceof ChatEvent.ResponseStopped || event instanceof ChatEvent.ResponseFailed;
    }
}

package dev.parlance.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However an answer is cut on its way, the events are the same. */
class ChunkingLawTest {
    static List<Exchange> exchanges() {
        return Recordings.all();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void pieces_of_any_size_give_the_same_events(Exchange exchange) {
        List<String> whole = events(exchange, Integer.MAX_VALUE);
        for (int size : new int[] {1, 2, 3, 7}) {
            assertThat(events(exchange, size)).as("pieces of %d", size).isEqualTo(whole);
        }
        for (int seed = 0; seed < 5; seed++) {
            Generator generator = new Generator(seed);
            assertThat(words(Decoding.events(
                            exchange.response(), exchange.head(), profile(exchange), () -> 1 + generator.number(400))))
                    .as("random pieces of seed %d", seed)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void the_pieces_in_which_it_was_recorded_give_the_same_events(Exchange exchange) {
        Iterator<JsonValue> sizes =
                exchange.meta().elements("network_read_sizes").iterator();
        List<ChatEvent> events = Decoding.events(
                exchange.response(),
                exchange.head(),
                profile(exchange),
                () -> sizes.hasNext() && sizes.next() instanceof JsonNumber number
                        ? number.decimal().intValue()
                        : Integer.MAX_VALUE);

        assertThat(words(events)).isEqualTo(events(exchange, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void carriage_returns_make_no_difference(Exchange exchange) {
        String text = new String(exchange.response(), StandardCharsets.ISO_8859_1);
        boolean stream = text.startsWith("data:") || text.startsWith("event:");
        byte[] returned = (stream ? text.replace("\r\n", "\n").replace("\n", "\r\n") : text)
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(words(Decoding.events(returned, exchange.head(), profile(exchange), () -> 1)))
                .isEqualTo(events(exchange, Integer.MAX_VALUE));
    }

    private static List<String> events(Exchange exchange, int size) {
        return words(Decoding.events(exchange.response(), exchange.head(), profile(exchange), () -> size));
    }

    /** Exceptions have no equality; what they tell has. */
    private static List<String> words(List<ChatEvent> events) {
        return events.stream()
                .map(event -> event instanceof ChatEvent.ResponseFailed failed
                        ? failed.error().kind() + " " + failed.error().failure() + " " + failed.reason()
                        : event.toString())
                .toList();
    }

    private static Profile profile(Exchange exchange) {
        return Profile.unknown(exchange.provider(), exchange.model(), exchange.dialect());
    }
}

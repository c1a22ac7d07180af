package dev.parlance.testkit.raw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseDialect;
import dev.parlance.core.raw.GoingOn;
import dev.parlance.core.raw.RawAnswer;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import dev.parlance.dialects.Dialects;
import dev.parlance.dialects.RawAnswers;
import dev.parlance.dialects.shared.CarriedReasoning;
import dev.parlance.testkit.Decoding;
import dev.parlance.testkit.Exchange;
import dev.parlance.testkit.Generator;
import dev.parlance.testkit.Recordings;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that goes through the raw lane says what it says through the full one, however it is cut, and a cut one is no success. */
class RawAnswerLawTest {
    static List<Exchange> answers() {
        return Recordings.all().stream()
                .filter(exchange -> Dialects.inbound(exchange.dialect()) != null && exchange.status() < 300)
                .toList();
    }

    @Test
    void there_are_answers_of_all_dialects() {
        assertThat(answers())
                .hasSizeGreaterThan(200)
                .extracting(Exchange::dialect)
                .contains("openai-chat", "openai-responses", "anthropic-messages", "gemini");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void usage_end_and_error_are_those_of_the_decoder_at_any_chunking(Exchange exchange) {
        byte[] answer = exchange.response();
        Passed whole = passed(exchange, answer, () -> Integer.MAX_VALUE);
        tellsTheSame(exchange, answer, whole);
        for (int size : new int[] {1, 7, 100}) {
            assertThat(passed(exchange, answer, () -> size).summary()).isEqualTo(whole.summary());
        }
        Generator generator = new Generator(1);
        assertThat(passed(exchange, answer, () -> 1 + generator.number(400)).summary())
                .isEqualTo(whole.summary());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void what_is_passed_on_folds_to_the_same_response(Exchange exchange) {
        Passed passed = passed(exchange, exchange.response(), () -> 50);
        ChatResponse recorded = fold(exchange, exchange.response());

        if (recorded.error() == null) {
            ChatResponse got = fold(exchange, passed.bytes());
            assertThat(got.content()).isEqualTo(recorded.content());
            assertThat(got.stop()).isEqualTo(recorded.stop());
            assertThat(got.usage()).isEqualTo(recorded.usage());
            assertThat(got.opaque()).isEqualTo(recorded.opaque());
            assertThat(got.error()).isNull();
        } else {
            assertThat(fold(exchange, passed.bytes()).error())
                    .as("no success is shown")
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_answer_cut_anywhere_is_told_as_the_decoder_tells_it(Exchange exchange) {
        byte[] answer = exchange.response();
        int step = Math.max(1, answer.length / 25);
        for (int end = 1; end < answer.length; end += step) {
            byte[] cut = Arrays.copyOf(answer, end);
            Passed passed = passed(exchange, cut, () -> 64);
            tellsTheSame(exchange, cut, passed);
            if (passed.answer().error() != null) {
                assertThat(fold(exchange, passed.bytes()).error())
                        .as("cut at %d", end)
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void signatures_go_under_our_seal_and_nothing_else_changes(Exchange exchange) {
        Origin origin = new Origin("host", exchange.dialect(), "model");
        byte[] bytes = passed(exchange, exchange.response(), () -> 64, origin).bytes();
        ChatResponse recorded = fold(exchange, exchange.response());
        if (recorded.error() != null) {
            return;
        }
        ChatResponse got = fold(exchange, bytes);

        assertThat(got.content().stream().map(part -> unsealed(part, origin)).toList())
                .isEqualTo(recorded.content());
        assertThat(got.stop()).isEqualTo(recorded.stop());
    }

    @Test
    void recorded_signatures_are_there_to_be_sealed() {
        Set<String> sealed = new TreeSet<>();
        for (Exchange exchange : answers()) {
            Origin origin = new Origin("host", exchange.dialect(), "model");
            if (!Arrays.equals(
                    passed(exchange, exchange.response(), () -> 500, origin).bytes(),
                    passed(exchange, exchange.response(), () -> 500).bytes())) {
                sealed.add(exchange.dialect());
            }
        }
        assertThat(sealed).containsExactly("anthropic-messages", "gemini", "openai-responses");
    }

    @Test
    void an_answer_that_goes_on_by_events_tells_all_of_it_once() {
        Predicate<ChatEvent> toBeRead =
                event -> event instanceof ChatEvent.ToolCallStarted || event instanceof ChatEvent.ReasoningDelta;
        int behindWords = 0;
        int whole = 0;
        for (Exchange exchange : answers()) {
            ChatResponse recorded = fold(exchange, exchange.response());
            if (!exchange.dialect().equals("openai-chat") || recorded.error() != null) {
                continue;
            }
            for (int size : new int[] {1, 90, Integer.MAX_VALUE}) {
                List<ChatEvent> events = new ArrayList<>();
                GoingOn further = goneOn(exchange, size, toBeRead, events);
                if (further != null) {
                    behindWords += further.passedOn() ? 1 : 0;
                    whole += further.passedOn() ? 0 : 1;
                    ChatResponse got = Decoding.fold(events);
                    assertThat(got.content()).as(exchange.name()).isEqualTo(recorded.content());
                    assertThat(got.stop()).isEqualTo(recorded.stop());
                    assertThat(got.usage()).isEqualTo(recorded.usage());
                }
            }
        }
        assertThat(behindWords).isPositive();
        assertThat(whole).isGreaterThan(30);
    }

    /** What the client gets: bytes as far as they are passed on, then events. */
    private static @Nullable GoingOn goneOn(
            Exchange exchange, int size, Predicate<ChatEvent> toBeRead, List<ChatEvent> events) {
        byte[] answer = exchange.response();
        ResponseDialect dialect = Objects.requireNonNull(Dialects.readable(exchange.dialect()));
        RawAnswer raw = RawAnswers.of(
                dialect.decoder(exchange.head(), profile(exchange)),
                exchange.dialect(),
                new Origin("host", exchange.dialect()),
                toBeRead);
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        int from = 0;
        while (from < answer.length && raw.goingOn() == null) {
            int to = from + Math.min(size, answer.length - from);
            raw.feed(answer, from, to, passed::write);
            from = to;
        }
        if (raw.goingOn() == null) {
            raw.end(passed::write);
        }
        GoingOn further = raw.goingOn();
        if (further != null) {
            if (further.passedOn()) {
                dialect.decoder(exchange.head(), profile(exchange))
                        .feed(ByteBuffer.wrap(passed.toByteArray()), events::add);
            }
            events.addAll(further.events());
            boolean told = further.events().stream().anyMatch(ChatEvent.ResponseStopped.class::isInstance);
            if (!told) {
                further.decoder().feed(further.rest(), events::add);
                further.decoder().feed(ByteBuffer.wrap(answer, from, answer.length - from), events::add);
                further.decoder().end(events::add);
            }
        }
        return further;
    }

    @Test
    void most_of_a_stream_is_not_read() {
        long read = 0;
        long all = 0;
        for (Exchange exchange : answers()) {
            byte[] answer = exchange.response();
            if (answer.length > 20_000
                    && new String(answer, 0, 6, StandardCharsets.ISO_8859_1).matches("(?s)data:.|event:")) {
                Passed passed = passed(exchange, answer, () -> 1000);
                read += passed.read()[0];
                all += answer.length;
            }
        }
        assertThat(all).isGreaterThan(200_000);
        assertThat(read).isLessThan(all / 2);
    }

    @SuppressWarnings("ArrayRecordComponent") // Told apart by summary() alone.
    private record Passed(RawAnswer answer, byte[] bytes, long[] read) {
        String summary() {
            return answer.usage() + " " + answer.stop() + " "
                    + (answer.error() == null ? "" : answer.error().kind()) + " " + answer.started() + " "
                    + (answer.error() == null ? Arrays.hashCode(bytes) : 0);
        }
    }

    private static void tellsTheSame(Exchange exchange, byte[] answer, Passed passed) {
        ChatResponse decoded = fold(exchange, answer);
        RawAnswer raw = passed.answer();
        assertThat(raw.usage()).isEqualTo(decoded.usage());
        assertThat(raw.stop()).isEqualTo(decoded.stop());
        assertThat(raw.error() == null ? null : raw.error().kind())
                .isEqualTo(decoded.error() == null ? null : decoded.error().kind());
        ChatEvent.ResponseStarted started = raw.started();
        assertThat(started == null ? null : started.id()).isEqualTo(decoded.id());
        assertThat(started == null ? null : started.model()).isEqualTo(decoded.model());
    }

    private static Passed passed(Exchange exchange, byte[] answer, Supplier<Integer> pieces) {
        return passed(exchange, answer, pieces, new Origin("host", exchange.dialect()));
    }

    private static Passed passed(Exchange exchange, byte[] answer, Supplier<Integer> pieces, Origin origin) {
        long[] read = {0};
        ResponseDecoder decoder = Objects.requireNonNull(Dialects.readable(exchange.dialect()))
                .decoder(exchange.head(), profile(exchange));
        RawAnswer raw = RawAnswers.of(counted(decoder, read), exchange.dialect(), origin);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int from = 0; from < answer.length; ) {
            int length = Math.min(pieces.get(), answer.length - from);
            byte[] piece = Arrays.copyOfRange(answer, from, from + length);
            raw.feed(piece, 0, length, out::write);
            from += length;
        }
        raw.end(out::write);
        return new Passed(raw, out.toByteArray(), read);
    }

    private static ResponseDecoder counted(ResponseDecoder decoder, long[] read) {
        return new ResponseDecoder() {
            @Override
            public void feed(ByteBuffer bytes, Consumer<ChatEvent> sink) {
                read[0] += bytes.remaining();
                decoder.feed(bytes, sink);
            }

            @Override
            public void end(Consumer<ChatEvent> sink) {
                decoder.end(sink);
            }
        };
    }

    private static ChatResponse fold(Exchange exchange, byte[] answer) {
        return Decoding.fold(Decoding.events(answer, exchange.head(), profile(exchange), () -> Integer.MAX_VALUE));
    }

    private static Profile profile(Exchange exchange) {
        return Profile.unknown("host", "model", exchange.dialect());
    }

    private static Content unsealed(Content part, Origin origin) {
        if (!(part instanceof Content.Reasoning reasoning)) {
            return part;
        }
        Members payload = reasoning.payload();
        for (String name : List.of("signature", "data", "encrypted_content", "thoughtSignature")) {
            RawJson value = payload.get(name);
            if (value != null && value.valueOrNull() instanceof JsonString(String token)) {
                CarriedReasoning opened = CarriedReasoning.open(token);
                assertThat(opened).as("sealed: " + name).isNotNull();
                if (opened != null) {
                    assertThat(opened.host()).isEqualTo(origin.issuer());
                    payload = payload.with(
                            name, Objects.requireNonNull(opened.payload().get(name)));
                }
                break;
            }
        }
        return new Content.Reasoning(reasoning.text(), reasoning.origin(), reasoning.field(), payload);
    }
}

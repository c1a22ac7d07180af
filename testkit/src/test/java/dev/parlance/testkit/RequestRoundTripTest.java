package dev.parlance.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.HostHeaders;
import dev.parlance.core.catalog.ModelFacts;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.ReasoningFacts;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Members;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.dialects.Dialects;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A request that is encoded for a host that takes everything is read back as itself. */
class RequestRoundTripTest {
    private static final Dialect DIALECT = Objects.requireNonNull(Dialects.outbound("openai-chat"));

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void decoding_undoes_encoding(long seed) {
        ChatRequest request = new Generator(seed).request();

        PreparedRequest prepared = Preparation.prepare(request, takesEverything(), DIALECT, Policy.ADAPT);
        InboundRequest read = Objects.requireNonNull(Dialects.inbound("openai-chat"))
                .decodeRequest(prepared.wire().body().bytes());

        assertThat(prepared.adjustments()).isEmpty();
        assertThat(read.adjustments()).isEmpty();
        assertThat(read.request()).isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equal_requests_give_equal_bytes(long seed) {
        PreparedRequest one =
                Preparation.prepare(new Generator(seed).request(), takesEverything(), DIALECT, Policy.ADAPT);
        PreparedRequest other =
                Preparation.prepare(new Generator(seed).request(), takesEverything(), DIALECT, Policy.ADAPT);

        assertThat(one.wire().body().bytes()).isEqualTo(other.wire().body().bytes());
    }

    private static Profile takesEverything() {
        return new Profile(
                "host",
                "model",
                "openai-chat",
                "/chat/completions",
                Map.of(),
                new ReasoningFacts(
                        ReasoningFacts.Thinks.BY_DEFAULT,
                        ReasoningFacts.Spelling.REASONING_EFFORT,
                        null,
                        Map.of(),
                        "*",
                        ReasoningFacts.Replay.OWN,
                        null,
                        ReasoningFacts.MissingIn.TOOL_TURNS,
                        null,
                        null,
                        null,
                        null,
                        ReasoningFacts.Keep.UNSUPPORTED,
                        ReasoningFacts.ForcedChoice.ALLOWED),
                ModelFacts.UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                true,
                false,
                false,
                false,
                false,
                Profile.EmptyContent.AS_GIVEN,
                null,
                null,
                null,
                HostHeaders.NONE,
                Members.NONE,
                null,
                Map.of());
    }
}

package dev.parlance.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded answer decodes to what a careful reader sees in its bytes. */
class GoldenDecodeTest {
    static List<Exchange> exchanges() {
        return Recordings.all();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void the_decoder_sees_what_a_careful_reader_sees(Exchange exchange) {
        Profile profile = Profile.unknown(exchange.provider(), exchange.model(), exchange.dialect());

        JsonObject golden = Recordings.decoded(exchange);
        JsonObject decoded = withoutOurMessage(DecodedAnswer.of(Decoding.whole(exchange, profile)), golden);

        assertThat(Json.pretty(decoded)).isEqualTo(Json.pretty(inOrderOf(decoded, golden)));
    }

    /** Where the wire says nothing about a failure the words are ours, and no reader of the bytes can know them. */
    private static JsonObject withoutOurMessage(JsonObject decoded, JsonObject golden) {
        JsonObject ours = decoded.object("error");
        JsonObject theirs = golden.object("error");
        if (ours == null || theirs == null || theirs.get("message") != null) {
            return decoded;
        }
        return decoded.with("error", ours.without("message"));
    }

    /** The golden file with its members in the order of the decoded one, so that a difference reads as a difference. */
    private static JsonObject inOrderOf(JsonObject decoded, JsonObject golden) {
        return decoded.equals(golden) ? decoded : golden;
    }
}

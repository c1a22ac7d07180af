package dev.parlance.testkit.openairesponses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.testkit.Exchange;
import dev.parlance.testkit.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A request that a real host accepted, read as a client's and written again, is the same JSON: without exception for a host that takes all
 * that the dialect defines, and for one of which nothing is known with the differences that {@code recorded-responses-differences.txt} lists
 * with their reasons.
 */
class RecordedResponsesTest {
    static List<Exchange> requests() {
        return Recordings.of(ResponsesHost.NAME).stream()
                .filter(exchange -> exchange.isFull() && exchange.request() != null)
                .toList();
    }

    @Test
    void there_are_enough_of_them() {
        assertThat(requests()).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_host_that_takes_everything_gets_what_the_client_sent(Exchange exchange) {
        PreparedRequest prepared = prepared(exchange, ResponsesHost.takingAll());

        assertThat(prepared.adjustments()).isEmpty();
        assertThat(differences(exchange, prepared)).isEmpty();
    }

    @Test
    void a_host_of_which_nothing_is_known_gets_all_but_what_is_listed() throws IOException {
        List<String> found = new ArrayList<>();
        for (Exchange exchange : requests()) {
            Profile unknown = Profile.unknown(exchange.provider(), exchange.model(), ResponsesHost.NAME);
            PreparedRequest prepared = prepared(exchange, unknown);
            String adjusted = prepared.adjustments().stream()
                    .map(Adjustment::parameter)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
            Map<String, String> differences = differences(exchange, prepared);
            assertThat(differences.isEmpty())
                    .as("%s: what differs is adjusted, and the reverse", exchange.name())
                    .isEqualTo(adjusted.isEmpty());
            differences.forEach(
                    (path, change) -> found.add(exchange.name() + ": " + path + ": " + change + " (" + adjusted + ")"));
        }

        assertThat(found).isEqualTo(listed());
    }

    private static PreparedRequest prepared(Exchange exchange, Profile profile) {
        byte[] request = Objects.requireNonNull(exchange.request());
        return Preparation.prepare(
                ResponsesHost.INBOUND.decodeRequest(request).request(), profile, ResponsesHost.DIALECT, Policy.ADAPT);
    }

    private static Map<String, String> differences(Exchange exchange, PreparedRequest prepared) {
        Map<String, String> different = new TreeMap<>();
        compare(
                "",
                Json.parse(Objects.requireNonNull(exchange.request())),
                prepared.wire().body().value(),
                different);
        return different;
    }

    private static void compare(
            String path, @Nullable JsonValue asked, @Nullable JsonValue sent, Map<String, String> different) {
        if (asked instanceof JsonObject one && sent instanceof JsonObject other) {
            TreeSet<String> names = new TreeSet<>(one.members().keySet());
            names.addAll(other.members().keySet());
            for (String name : names) {
                compare(path.isEmpty() ? name : path + "." + name, one.get(name), other.get(name), different);
            }
        } else if (asked instanceof JsonArray one && sent instanceof JsonArray other) {
            elements(path, one.elements(), other.elements(), different);
        } else if (!Objects.equals(asked, sent) && !sameByDefault(path, asked, sent)) {
            different.put(path, text(asked) + " -> " + text(sent));
        }
    }

    /** Elements that were left out are told as such; else a shorter array would differ as a whole. */
    private static void elements(
            String path, List<JsonValue> asked, List<JsonValue> sent, Map<String, String> different) {
        int next = 0;
        for (int index = 0; index < asked.size(); index++) {
            String at = path + "[" + index + "]";
            boolean left = asked.size() - index > sent.size() - next
                    && (next == sent.size() || !asked.get(index).equals(sent.get(next)));
            if (left) {
                different.put(at, text(asked.get(index)) + " -> absent");
            } else {
                compare(at, asked.get(index), sent.get(next++), different);
            }
        }
        for (int index = next; index < sent.size(); index++) {
            different.put(path + "[" + index + "]", "absent -> " + text(sent.get(index)));
        }
    }

    /** By the dialect's reference a request that does not say {@code stream} is not streamed. */
    private static boolean sameByDefault(String path, @Nullable JsonValue asked, @Nullable JsonValue sent) {
        return path.equals("stream") && sent == null && asked instanceof JsonBoolean(boolean streamed) && !streamed;
    }

    private static String text(@Nullable JsonValue value) {
        String text = value == null ? "absent" : Json.text(value);
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /** The lines before a reason are the differences, the reason is indented. */
    private static List<String> listed() throws IOException {
        try (InputStream stream =
                RecordedResponsesTest.class.getResourceAsStream("/recorded-responses-differences.txt")) {
            String text = stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(" ") && !line.startsWith("#"))
                    .toList();
        }
    }
}

package dev.parlance.testkit.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.dialects.Dialects;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A request that a real host accepted, read as a client's and written again for a host that takes everything, is the same JSON. What is not
 * is listed in {@code recorded-messages-differences.txt} with its reason.
 */
class RecordedMessagesTest {
    @Test
    void every_recorded_request_is_written_again_as_it_was_but_for_the_listed_differences() throws IOException {
        List<String> found = new ArrayList<>();
        int requests = 0;
        for (Exchange exchange : Recordings.of(MessagesHost.DIALECT)) {
            byte[] request = exchange.request();
            if (exchange.isFull() && request != null) {
                requests++;
                found.addAll(differences(exchange, request));
            }
        }

        assertThat(requests).isGreaterThan(25);
        assertThat(found).isEqualTo(listed());
    }

    private static List<String> differences(Exchange exchange, byte[] request) {
        JsonObject asked = (JsonObject) Json.parse(request);
        Dialect dialect = Objects.requireNonNull(Dialects.outbound(MessagesHost.DIALECT));
        InboundRequest inbound =
                Objects.requireNonNull(Dialects.inbound(MessagesHost.DIALECT)).decodeRequest(request);
        PreparedRequest prepared =
                Preparation.prepare(inbound.request(), MessagesHost.takingAll(asked), dialect, Policy.ADAPT);
        List<Adjustment> adjustments = new ArrayList<>(inbound.adjustments());
        adjustments.addAll(prepared.adjustments());
        assertThat(adjustments).as(exchange.name()).isEmpty();

        Map<String, String> different = new TreeMap<>();
        compare("", asked, prepared.wire().body().value(), different);
        List<String> lines = new ArrayList<>();
        different.forEach((path, change) -> lines.add(exchange.name() + ": " + path + ": " + change));
        return lines;
    }

    private static void compare(
            String path, @Nullable JsonValue asked, @Nullable JsonValue sent, Map<String, String> different) {
        if (asked instanceof JsonObject one && sent instanceof JsonObject other) {
            TreeSet<String> names = new TreeSet<>(one.members().keySet());
            names.addAll(other.members().keySet());
            for (String name : names) {
                compare(path.isEmpty() ? name : path + "." + name, one.get(name), other.get(name), different);
            }
        } else if (asked instanceof JsonArray one
                && sent instanceof JsonArray other
                && one.elements().size() == other.elements().size()) {
            for (int index = 0; index < one.elements().size(); index++) {
                compare(
                        path + "[" + index + "]",
                        one.elements().get(index),
                        other.elements().get(index),
                        different);
            }
        } else if (!Objects.equals(asked, sent) && !sameByDefault(path, asked, sent)) {
            different.put(path, text(asked) + " -> " + text(sent));
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
                RecordedMessagesTest.class.getResourceAsStream("/recorded-messages-differences.txt")) {
            String text = stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(" ") && !line.startsWith("#"))
                    .toList();
        }
    }
}

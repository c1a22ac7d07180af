package dev.parlance.testkit.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.dialects.Dialects;
import dev.parlance.testkit.Exchange;
import dev.parlance.testkit.Recordings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A request that a real host accepted, read as a client's and written again for a host that takes everything, is the same JSON at the same
 * path. What is not is listed in {@code recorded-gemini-differences.txt} with its reason.
 */
class RecordedGeminiTest {
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    @Test
    void every_recorded_request_is_written_again_as_it_was_but_for_the_listed_differences() throws IOException {
        List<String> found = new ArrayList<>();
        int requests = 0;
        for (Exchange exchange : Recordings.of(GeminiHost.DIALECT)) {
            byte[] request = exchange.request();
            if (exchange.isFull() && request != null) {
                requests++;
                found.addAll(differences(exchange, request));
            }
        }

        assertThat(requests).isGreaterThan(20);
        assertThat(found).isEqualTo(listed());
    }

    private static List<String> differences(Exchange exchange, byte[] request) {
        JsonObject asked = (JsonObject) Json.parse(request);
        String path = String.valueOf(exchange.meta().text("path"));
        RequestTarget target = target(path, exchange.meta().object("query"));
        Dialect dialect = Objects.requireNonNull(Dialects.outbound(GeminiHost.DIALECT));
        InboundRequest inbound =
                Objects.requireNonNull(Dialects.inbound(GeminiHost.DIALECT)).decodeRequest(request, target);
        PreparedRequest prepared =
                Preparation.prepare(inbound.request(), GeminiHost.takingAll(asked), dialect, Policy.ADAPT);
        List<Adjustment> adjustments = new ArrayList<>(inbound.adjustments());
        adjustments.addAll(prepared.adjustments());
        boolean streamed = Boolean.TRUE.equals(target.streaming());
        assertThat(prepared.wire().path())
                .isEqualTo(path.substring(path.indexOf("/models/")) + (streamed ? "?alt=sse" : ""));

        Map<String, String> different = new TreeMap<>();
        compare("", asked, prepared.wire().body().value(), different);
        List<String> lines = new ArrayList<>();
        different.forEach((place, change) -> lines.add(exchange.name() + ": " + place + ": " + change));
        for (Adjustment adjustment : adjustments) {
            lines.add(exchange.name() + ": reported: " + adjustment.parameter() + " "
                    + adjustment.kind().label());
        }
        return lines;
    }

    private static RequestTarget target(String path, @Nullable JsonObject query) {
        int method = path.lastIndexOf(':');
        String model = path.substring(path.lastIndexOf('/') + 1, method);
        boolean events = query != null && query.get("alt") instanceof JsonString(String alt) && alt.equals("sse");
        return new RequestTarget(model, path.substring(method + 1).equals("streamGenerateContent"), events, Map.of());
    }

    private static void compare(
            String path, @Nullable JsonValue asked, @Nullable JsonValue sent, Map<String, String> different) {
        if (asked instanceof JsonObject one && sent instanceof JsonObject other) {
            Map<String, JsonValue> renamed = renamed(one, other);
            TreeSet<String> names = new TreeSet<>(renamed.keySet());
            names.addAll(other.members().keySet());
            for (String name : names) {
                compare(path.isEmpty() ? name : path + "." + name, renamed.get(name), other.get(name), different);
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
        } else if (!Objects.equals(asked, sent) && !(sent == null && saysNothing(asked))) {
            different.put(path, text(asked) + " -> " + text(sent));
        }
    }

    /** In proto JSON {@code a_name} and {@code aName} are one name. */
    private static Map<String, JsonValue> renamed(JsonObject asked, JsonObject sent) {
        Map<String, JsonValue> renamed = new TreeMap<>();
        asked.members().forEach((name, value) -> {
            String camel =
                    UNDERSCORE.matcher(name).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
            renamed.put(sent.get(name) == null && sent.get(camel) != null ? camel : name, value);
        });
        return renamed;
    }

    /** In proto JSON a null, a false and a message without fields are what an absent member is. */
    private static boolean saysNothing(@Nullable JsonValue value) {
        return value instanceof JsonNull
                || value instanceof JsonBoolean(boolean truth) && !truth
                || value instanceof JsonObject object && object.members().isEmpty();
    }

    private static String text(@Nullable JsonValue value) {
        String text = value == null ? "absent" : Json.text(value);
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /** The lines before a reason are the differences, the reason is indented. */
    private static List<String> listed() throws IOException {
        try (InputStream stream = RecordedGeminiTest.class.getResourceAsStream("/recorded-gemini-differences.txt")) {
            String text = stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith(" ") && !line.startsWith("#"))
                    .toList();
        }
    }
}

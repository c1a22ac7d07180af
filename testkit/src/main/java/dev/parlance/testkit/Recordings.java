package dev.parlance.testkit;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The recorded exchanges and the expected results that lie beside them as resources. */
public final class Recordings {
    private static final List<String> RESPONSES =
            List.of("response.json", "response.sse", "response.txt", "response.ndjson");

    private Recordings() {}

    /** All exchanges, in the order of the index. */
    public static List<Exchange> all() {
        List<Exchange> exchanges = new ArrayList<>();
        for (String name : index()) {
            exchanges.add(exchange(name));
        }
        return exchanges;
    }

    /** The exchanges of one dialect. */
    public static List<Exchange> of(String dialect) {
        return all().stream()
                .filter(exchange -> exchange.dialect().equals(dialect))
                .toList();
    }

    /** What a careful reader sees in that exchange's answer. */
    public static JsonObject decoded(Exchange exchange) {
        byte[] bytes = resource("/decoded/" + exchange.name() + ".json");
        if (bytes == null) {
            throw new IllegalStateException("There is no golden file for " + exchange.name());
        }
        return (JsonObject) Json.parse(bytes);
    }

    private static List<String> index() {
        byte[] bytes = resource("/recordings/index.txt");
        if (bytes == null) {
            throw new IllegalStateException("recordings/index.txt is missing");
        }
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    private static Exchange exchange(String name) {
        String folder = "/recordings/" + name + "/";
        byte[] meta = resource(folder + "meta.json");
        if (meta == null || !(Json.parse(meta) instanceof JsonObject object)) {
            throw new IllegalStateException("meta.json of " + name + " is missing");
        }
        for (String file : RESPONSES) {
            byte[] response = resource(folder + file);
            if (response != null) {
                return new Exchange(name, object, resource(folder + "request.json"), response);
            }
        }
        throw new IllegalStateException(name + " has no response");
    }

    private static byte @Nullable [] resource(String path) {
        try (InputStream stream = Recordings.class.getResourceAsStream(path)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}

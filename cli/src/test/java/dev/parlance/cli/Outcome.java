package dev.parlance.cli;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What a command printed and how it ended. */
record Outcome(int code, String out, String err) {
    /** Runs a command in this process, without any environment variable. */
    static Outcome of(String... arguments) {
        return of(Map.of(), "", arguments);
    }

    /** Runs a command in this process. */
    static Outcome of(Map<String, String> environment, String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                environment);
        int code = Program.run(console, arguments);
        console.flush();
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The one JSON object that was printed. */
    JsonObject json() {
        return (JsonObject) Json.parse(out);
    }

    /** The object at that path of members. */
    JsonObject object(String... path) {
        JsonObject object = json();
        for (String name : path) {
            JsonObject inner = object.object(name);
            if (inner == null) {
                throw new AssertionError("There is no object " + name + " in " + Json.text(object));
            }
            object = inner;
        }
        return object;
    }

    /** The elements of an array of objects. */
    List<JsonObject> objects(String name) {
        return json().elements(name).stream().map(Outcome::asObject).toList();
    }

    private static JsonObject asObject(JsonValue value) {
        return (JsonObject) value;
    }
}

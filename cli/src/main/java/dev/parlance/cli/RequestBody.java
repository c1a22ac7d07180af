package dev.parlance.cli;

import dev.parlance.core.wire.JsonReader;
import dev.parlance.core.wire.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts the model that the command line names into a body that names none, for inbound dialects demand one. */
final class RequestBody {
    private RequestBody() {}

    /** The body itself when it has a model; else with the member in front, on the first line, so that line numbers hold. */
    static byte[] withModel(byte[] body, String model) {
        boolean empty = true;
        try (JsonReader reader = JsonReader.of(body, 0, body.length)) {
            for (String name = reader.nextMember(); name != null; name = reader.nextMember()) {
                if (name.equals("model")) {
                    return body;
                }
                empty = false;
                reader.skip();
            }
        }
        int afterBrace = new String(body, StandardCharsets.ISO_8859_1).indexOf('{') + 1;
        byte[] member = new JsonWriter(64)
                .fragment(Arrays.copyOf(body, afterBrace), false)
                .name("model")
                .string(model)
                .frame(empty ? "" : ",")
                .fragment(Arrays.copyOfRange(body, afterBrace, body.length), false)
                .toBytes();
        return member;
    }
}

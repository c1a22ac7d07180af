package dev.parlance.benchmarks.load;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an answer as a client of Chat Completions does. */
final class ChatAnswer {
    private ChatAnswer() {}

    /** Throws when it does not say what the upstream said; gives what is wrong with the usage it reports. */
    static Optional<String> check(String text, boolean streamed) throws IOException {
        return streamed ? stream(text) : plain(text);
    }

    private static Optional<String> plain(String text) throws IOException {
        JsonObject given = (JsonObject) Json.parse(text);
        JsonObject wanted = ConstantAnswer.plainBody();
        JsonObject choice = first(given);
        JsonObject wantedChoice = first(wanted);
        require("text", content(choice, "message"), String.valueOf(content(wantedChoice, "message")));
        require("finish_reason", choice.text("finish_reason"), "stop");
        return difference("usage", given.get("usage"), wanted.get("usage"));
    }

    private static Optional<String> stream(String text) throws IOException {
        int words = 0;
        String finish = null;
        JsonValue usage = null;
        for (String event : text.split("\n\n", -1)) {
            if (!event.startsWith("data: {")) {
                continue;
            }
            JsonObject chunk = (JsonObject) Json.parse(event.substring("data: ".length()));
            usage = chunk.get("usage") instanceof JsonObject reported ? reported : usage;
            if (!chunk.elements("choices").isEmpty()) {
                JsonObject choice = first(chunk);
                words += ConstantAnswer.WORD.equals(content(choice, "delta")) ? 1 : 0;
                finish = choice.text("finish_reason") == null ? finish : choice.text("finish_reason");
            }
        }
        require("number of chunks with text", words, ConstantAnswer.TEXT_CHUNKS);
        require("finish_reason", finish, "stop");
        require("end of the stream", text.endsWith("data: [DONE]\n\n"), true);
        return difference("usage", usage, ConstantAnswer.streamUsage());
    }

    private static JsonObject first(JsonObject body) throws IOException {
        if (body.get("choices") instanceof JsonArray(var choices)
                && !choices.isEmpty()
                && choices.getFirst() instanceof JsonObject choice) {
            return choice;
        }
        throw new IOException("There are no choices in " + Json.text(body));
    }

    private static @Nullable String content(JsonObject choice, String member) {
        JsonObject message = choice.object(member);
        return message == null ? null : message.text("content");
    }

    /** Throws when the answer says that otherwise. */
    static void require(String what, @Nullable Object given, Object wanted) throws IOException {
        Optional<String> difference = difference(what, given, wanted);
        if (difference.isPresent()) {
            throw new IOException(difference.orElseThrow());
        }
    }

    /** How the answer says that otherwise; empty when it does not. */
    static Optional<String> difference(String what, @Nullable Object given, @Nullable Object wanted) {
        return wanted != null && wanted.equals(given)
                ? Optional.empty()
                : Optional.of(what + " is " + text(given) + " and not " + text(wanted));
    }

    private static String text(@Nullable Object value) {
        return value instanceof JsonValue json ? Json.text(json) : String.valueOf(value);
    }
}

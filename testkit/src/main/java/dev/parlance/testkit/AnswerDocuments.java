package dev.parlance.testkit;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON documents of a recorded answer, one for a plain body and one for each event of a stream, and the answer with one of them changed. */
public final class AnswerDocuments {
    private static final String DATA = "data:";

    private final List<String> lines;
    private final List<Integer> places;
    private final List<JsonValue> documents;
    private final boolean whole;

    private AnswerDocuments(List<String> lines, List<Integer> places, List<JsonValue> documents, boolean whole) {
        this.lines = lines;
        this.places = places;
        this.documents = List.copyOf(documents);
        this.whole = whole;
    }

    /** The documents of that answer; none when it holds no JSON. */
    public static AnswerDocuments of(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        JsonValue body = parsed(text);
        if (body != null) {
            return new AnswerDocuments(List.of(text), List.of(0), List.of(body), true);
        }
        List<String> lines = List.of(text.split("\n", -1));
        List<Integer> places = new ArrayList<>();
        List<JsonValue> documents = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            String each = lines.get(line);
            JsonValue document = each.startsWith(DATA) ? parsed(each.substring(DATA.length())) : null;
            if (document != null) {
                places.add(line);
                documents.add(document);
            }
        }
        return new AnswerDocuments(lines, places, documents, false);
    }

    /** The documents in their order. */
    public List<JsonValue> documents() {
        return documents;
    }

    /** The answer with another document in that place. */
    public byte[] with(int number, JsonValue document) {
        if (whole) {
            return Json.text(document).getBytes(StandardCharsets.UTF_8);
        }
        List<String> changed = new ArrayList<>(lines);
        String line = lines.get(places.get(number));
        changed.set(places.get(number), "data: " + Json.text(document) + (line.endsWith("\r") ? "\r" : ""));
        return String.join("\n", changed).getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable JsonValue parsed(String text) {
        try {
            return Json.parse(text.strip());
        } catch (MalformedJson notJson) {
            return null;
        }
    }
}

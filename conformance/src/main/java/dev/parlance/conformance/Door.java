package dev.parlance.conformance;

import dev.parlance.dialects.Dialects;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A dialect as clients speak it: where its calls go below the gateway's address and which headers they carry. */
public enum Door {
    OPENAI_CHAT("openai-chat", "/v1/chat/completions"),
    OPENAI_RESPONSES("openai-responses", "/v1/responses"),
    ANTHROPIC_MESSAGES("anthropic-messages", "/v1/messages"),
    GEMINI("gemini", "/v1beta/models/{model}:{method}");

    private final String dialect;
    private final String path;

    Door(String dialect, String path) {
        this.dialect = dialect;
        this.path = path;
    }

    /** The name of the dialect, for example {@code anthropic-messages}. */
    public String dialect() {
        return dialect;
    }

    /** The door of that dialect, or null when there is none. */
    public static @Nullable Door of(String dialect) {
        return all().stream()
                .filter(door -> door.dialect.equals(dialect))
                .findFirst()
                .orElse(null);
    }

    /** The doors whose dialects this build can write and read. */
    public static List<Door> all() {
        return Arrays.stream(values())
                .filter(door -> Dialects.outbound(door.dialect) != null)
                .toList();
    }

    String path() {
        return path;
    }

    /** What a client of the dialect sends besides the content type. */
    Map<String, String> headers(@Nullable String key) {
        Map<String, String> headers = new TreeMap<>();
        if (this == ANTHROPIC_MESSAGES) {
            headers.put("anthropic-version", "2023-06-01");
        }
        if (key != null) {
            switch (this) {
                case OPENAI_CHAT, OPENAI_RESPONSES -> headers.put("authorization", "Bearer " + key);
                case ANTHROPIC_MESSAGES -> headers.put("x-api-key", key);
                case GEMINI -> headers.put("x-goog-api-key", key);
            }
        }
        return headers;
    }
}

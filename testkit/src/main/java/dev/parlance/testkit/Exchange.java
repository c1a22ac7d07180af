package dev.parlance.testkit;

import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One recorded exchange with a real provider. Immutable. */
public final class Exchange {
    private final String name;
    private final JsonObject meta;
    private final byte @Nullable [] request;
    private final byte[] response;

    Exchange(String name, JsonObject meta, byte @Nullable [] request, byte[] response) {
        this.name = name;
        this.meta = meta;
        this.request = request;
        this.response = response;
    }

    /** Its folder, for example {@code moonshot/vercel-moonshotai-text}. */
    public String name() {
        return name;
    }

    /** What is known about it; see the README beside the recordings. */
    public JsonObject meta() {
        return meta;
    }

    /** The request body, or null when it was not kept. */
    public byte @Nullable [] request() {
        return request == null ? null : request.clone();
    }

    /** The bytes of the answer. */
    public byte[] response() {
        return response.clone();
    }

    /** The provider that answered; a conversation carried over to another lies in the folder of the first. */
    public String provider() {
        String provider = meta.text("provider");
        return provider == null ? name.substring(0, name.indexOf('/')) : provider;
    }

    /** The dialect of the exchange. */
    public String dialect() {
        return switch (meta.text("api")) {
            case "responses" -> "openai-responses";
            case "messages" -> "anthropic-messages";
            case "generate-content" -> "gemini";
            case "interactions" -> "gemini-interactions";
            case "chat-native" -> provider().equals("cohere") ? "cohere-chat" : "openai-chat";
            // Completions and model lists are here only as error bodies, which all paths of a host share.
            case null, default -> "openai-chat";
        };
    }

    /** The HTTP status. */
    public int status() {
        Long status = meta.get("status") instanceof JsonValue.JsonNumber number ? number.wholeNumber() : null;
        return status == null ? 200 : status.intValue();
    }

    /** The model that was asked for. */
    public String model() {
        String model = meta.text("model");
        return model == null ? "unknown" : model;
    }

    /** Whether both sides were recorded. */
    public boolean isFull() {
        return request != null && "full-exchange".equals(meta.text("recorded"));
    }

    /** The head of the answer. */
    public ResponseHead head() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        JsonObject recorded = meta.object("response_headers");
        if (recorded != null) {
            recorded.members().forEach((header, value) -> {
                if (value instanceof JsonString(String text)) {
                    headers.put(header, List.of(text));
                }
            });
        }
        return new ResponseHead(status(), headers);
    }

    @Override
    public String toString() {
        return name;
    }
}

package dev.parlance.gateway.memory;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;

/** The reasoning that a host issued, and that it got back: what is sealed where there is any, else the text. */
final class Evidence {
    private static final List<String> SEALED =
            List.of("signature", "data", "thoughtSignature", "encrypted_content", "reasoning_details");
    private static final List<String> TEXT = List.of("reasoning_content", "reasoning");

    private Evidence() {}

    static List<JsonValue> issued(ChatResponse answer) {
        List<JsonValue> sealed = new ArrayList<>();
        List<JsonValue> texts = new ArrayList<>();
        for (Content part : answer.content()) {
            if (part instanceof Content.Reasoning reasoning) {
                texts.add(JsonValue.of(reasoning.text()));
                for (String name : SEALED) {
                    RawJson json = reasoning.payload().get(name);
                    if (json != null) {
                        sealed.add(json.value());
                    }
                }
            }
        }
        return sealed.isEmpty() ? texts : sealed;
    }

    static List<JsonValue> sent(JsonObject body) {
        List<JsonValue> sealed = new ArrayList<>();
        collect(body, SEALED, sealed);
        if (sealed.isEmpty()) {
            collect(body, TEXT, sealed);
        }
        return sealed;
    }

    private static void collect(JsonValue value, List<String> names, List<JsonValue> found) {
        switch (value) {
            case JsonObject object ->
                object.members().forEach((name, member) -> {
                    // The wish about reasoning is an object of that name.
                    if (names.contains(name) && !(member instanceof JsonObject)) {
                        found.add(member);
                    } else {
                        collect(member, names, found);
                    }
                });
            case JsonArray(List<JsonValue> elements) -> elements.forEach(element -> collect(element, names, found));
            default -> {}
        }
    }
}

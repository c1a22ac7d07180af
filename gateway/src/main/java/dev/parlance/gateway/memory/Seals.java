package dev.parlance.gateway.memory;

import dev.parlance.core.chat.Content;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.core.wire.RawJson;
import java.util.List;

/** Tells reasoning that its host can verify or open again from mere text. */
final class Seals {
    private static final String PART_SIGNATURE = "thoughtSignature";
    private static final String ENCRYPTED = "encrypted_content";

    /** What the hosts call the member without which their reasoning is mere text. */
    private static final List<String> SEALS =
            List.of("signature", "data", ENCRYPTED, PART_SIGNATURE, "reasoning_opaque", "reasoning_details");

    private Seals() {}

    /** Whether it carries what only its host can read. */
    static boolean sealed(Content.Reasoning reasoning) {
        return SEALS.stream().anyMatch(name -> holds(reasoning, name));
    }

    /** Whether it is an item that its host can open again without having stored it. */
    static boolean encrypted(Content.Reasoning reasoning) {
        return holds(reasoning, ENCRYPTED);
    }

    /** Whether it counts only directly before what it led to: Gemini signs the part that follows, OpenAI wants the item that follows. */
    static boolean bound(Content.Reasoning reasoning) {
        return signsPart(reasoning) || encrypted(reasoning);
    }

    /** Whether its signature covers the part that follows it. */
    static boolean signsPart(Content.Reasoning reasoning) {
        return holds(reasoning, PART_SIGNATURE);
    }

    private static boolean holds(Content.Reasoning reasoning, String name) {
        RawJson json = reasoning.payload().get(name);
        return json != null
                && switch (json.valueOrNull()) {
                    case JsonString(String text) -> !text.isEmpty();
                    case JsonArray(var elements) -> !elements.isEmpty();
                    case JsonObject object -> !object.members().isEmpty();
                    case null, default -> false;
                };
    }
}

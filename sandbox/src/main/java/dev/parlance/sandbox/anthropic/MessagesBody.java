package dev.parlance.sandbox.anthropic;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import dev.parlance.sandbox.chat.ChatBody;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request of the Messages dialect, read leniently.
 *
 * @param members the whole body
 * @param betas the value of the header {@code anthropic-beta}, empty when there is none
 */
record MessagesBody(JsonObject members, String betas) {

    /** The member, or null when it is absent or a JSON null. */
    @Nullable
    JsonValue value(String name) {
        return ChatBody.present(members.get(name));
    }

    String model() {
        String model = members.text("model");
        return model == null ? "" : model;
    }

    boolean stream() {
        return members.get("stream") instanceof JsonBoolean(boolean stream) && stream;
    }

    boolean beta(String part) {
        return betas.contains(part);
    }

    @Nullable
    Long wholeNumber(String name) {
        return members.get(name) instanceof JsonNumber number ? number.wholeNumber() : null;
    }

    /** The kind of thinking object, null when there is none. */
    @Nullable
    String thinkingType() {
        JsonObject thinking = members.object("thinking");
        return thinking == null ? null : thinking.text("type");
    }

    @Nullable
    String effort() {
        JsonObject config = members.object("output_config");
        return config == null ? null : config.text("effort");
    }

    /** The tools that are objects. */
    List<JsonObject> tools() {
        List<JsonObject> tools = new ArrayList<>();
        for (JsonValue tool : members.elements("tools")) {
            if (tool instanceof JsonObject object) {
                tools.add(object);
            }
        }
        return tools;
    }

    /** The kind of tool choice, null when there is none. */
    @Nullable
    String toolChoice() {
        JsonObject choice = members.object("tool_choice");
        return choice == null ? null : choice.text("type");
    }

    List<String> stopSequences() {
        List<String> words = new ArrayList<>();
        for (JsonValue word : members.elements("stop_sequences")) {
            if (word instanceof JsonString(String text)) {
                words.add(text);
            }
        }
        return words;
    }

    /** Turns: the messages with those of one role side by side merged, as the host does. */
    List<Turn> turns() {
        return Turn.merged(members.elements("messages"));
    }
}

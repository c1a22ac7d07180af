package dev.parlance.sandbox.chat;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request of the Chat dialect, read leniently: what a host refuses is decided by its checks, which look at the raw members.
 *
 * @param members the whole body
 */
public record ChatBody(JsonObject members) {

    /** The member, or null when it is absent or a JSON null; the hosts treat both alike. */
    public @Nullable JsonValue value(String name) {
        return present(members.get(name));
    }

    /** The model's id, empty when there is none. */
    public String model() {
        String model = members.text("model");
        return model == null ? "" : model;
    }

    /** The messages that are objects. */
    public List<JsonObject> messages() {
        return objects("messages");
    }

    /** The offered tools that are objects. */
    public List<JsonObject> tools() {
        return objects("tools");
    }

    /** Whether a streamed answer is asked for. */
    public boolean stream() {
        return truth(members.get("stream"));
    }

    /** Whether a streamed answer must end with a chunk of usage. */
    public boolean includeUsage() {
        JsonObject options = members.object("stream_options");
        return options != null && truth(options.get("include_usage"));
    }

    /** How many answers are asked for, at least one. */
    public int choices() {
        Long count = wholeNumber("n");
        return count == null ? 1 : Math.clamp(count, 1, 16);
    }

    /** The output budget in tokens, or null; the newer name wins. */
    public @Nullable Long outputBudget() {
        Long newer = wholeNumber("max_completion_tokens");
        return newer == null ? wholeNumber("max_tokens") : newer;
    }

    /** The member as a whole number, or null. */
    public @Nullable Long wholeNumber(String name) {
        return members.get(name) instanceof JsonNumber number ? number.wholeNumber() : null;
    }

    /** The stop words. */
    public List<String> stopWords() {
        return switch (value("stop")) {
            case JsonString(String word) -> List.of(word);
            case JsonArray(List<JsonValue> words) -> texts(words);
            case null, default -> List.of();
        };
    }

    /** {@code auto}, {@code none}, {@code required} or another word, {@code specified} for a named function, null when absent. */
    public @Nullable String toolChoice() {
        return switch (value("tool_choice")) {
            case JsonString(String word) -> word;
            case JsonObject named -> "specified";
            case null, default -> null;
        };
    }

    /** The name of the function that {@code tool_choice} demands, or null. */
    public @Nullable String demandedTool() {
        JsonObject choice = members.object("tool_choice");
        JsonObject function = choice == null ? null : choice.object("function");
        return function == null ? null : function.text("name");
    }

    /** The text of the last message of role user, empty when there is none. */
    public String lastUserText() {
        return messages().reversed().stream()
                .filter(message -> "user".equals(message.text("role")))
                .findFirst()
                .map(message -> textOf(message.get("content")))
                .orElse("");
    }

    /** The text in a message's content, its text parts joined. */
    public static String textOf(@Nullable JsonValue content) {
        return switch (content) {
            case JsonString(String text) -> text;
            case JsonArray(List<JsonValue> parts) -> {
                StringBuilder joined = new StringBuilder();
                for (JsonValue part : parts) {
                    if (part instanceof JsonObject object && object.get("text") instanceof JsonString(String text)) {
                        joined.append(text);
                    }
                }
                yield joined.toString();
            }
            case null, default -> "";
        };
    }

    /** The value, or null when it is absent or a JSON null. */
    public static @Nullable JsonValue present(@Nullable JsonValue value) {
        return value instanceof JsonNull ? null : value;
    }

    private List<JsonObject> objects(String name) {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonValue element : members.elements(name)) {
            if (element instanceof JsonObject object) {
                objects.add(object);
            }
        }
        return objects;
    }

    private static List<String> texts(List<JsonValue> values) {
        List<String> texts = new ArrayList<>();
        for (JsonValue value : values) {
            if (value instanceof JsonString(String text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static boolean truth(@Nullable JsonValue value) {
        return value instanceof JsonBoolean(boolean truth) && truth;
    }
}

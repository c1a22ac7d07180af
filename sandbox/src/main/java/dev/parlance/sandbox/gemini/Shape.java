package dev.parlance.sandbox.gemini;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What the wire's message definitions know about a value. Names may be written in camel case or with underscores, both were recorded. */
sealed interface Shape {

    /** Any JSON: nothing here depends on it. */
    record Anything() implements Shape {}

    /** Text. */
    record Text() implements Shape {}

    /** Bytes in base64, of either alphabet. */
    record Bytes() implements Shape {}

    /** An object with names of the caller's own. */
    record Struct() implements Shape {}

    /**
     * One of these words, in any case, or its number.
     *
     * @param type the name in errors
     */
    record Word(String type, Set<String> words) implements Shape {}

    /** An object whose names are the caller's and whose values are all of one kind. */
    record Named(Supplier<Shape> value) implements Shape {}

    /** An object with these fields and no other. */
    record Message(String type, Map<String, Field> fields) implements Shape {}

    /** A field; a repeated one is an array, and a single value counts as one of one. */
    record Field(Supplier<Shape> shape, boolean repeated) {}

    /** A message from alternating names and shapes; a name with brackets behind it is repeated. */
    static Message message(String type, Object... namesAndShapes) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (int index = 0; index < namesAndShapes.length; index += 2) {
            String name = (String) namesAndShapes[index];
            Shape shape = (Shape) namesAndShapes[index + 1];
            fields.put(name.replace("[]", ""), new Field(() -> shape, name.endsWith("[]")));
        }
        return new Message(type, fields);
    }

    /** The same message with more fields of any content. */
    static Message with(Message message, List<String> free) {
        Map<String, Field> fields = new LinkedHashMap<>(message.fields());
        free.forEach(name -> fields.put(name, new Field(Anything::new, false)));
        return new Message(message.type(), fields);
    }

    /** {@code thinking_config} from {@code thinkingConfig}. */
    static String underscored(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** {@code thinkingConfig} from {@code thinking_config}. */
    static String camel(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        boolean up = false;
        for (int index = 0; index < name.length(); index++) {
            char letter = name.charAt(index);
            if (letter == '_' && index > 0) {
                up = true;
            } else {
                camel.append(up ? Character.toUpperCase(letter) : letter);
                up = false;
            }
        }
        return camel.toString();
    }
}

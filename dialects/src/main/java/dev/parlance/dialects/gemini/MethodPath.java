package dev.parlance.dialects.gemini;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Puts the model and the method into the path that the profile gives, such as {@code /models/{model}:{method}}. */
final class MethodPath {
    private static final String MODEL = "{model}";
    private static final String METHOD = "{method}";
    private static final String PLAIN = "generateContent";
    private static final String STREAMED = "streamGenerateContent?alt=sse";

    /** Which collection of the template gives way to a full id, by how the id begins. */
    private static final Map<String, List<String>> COLLECTIONS = Map.of(
            "models/", List.of("models/"),
            "tunedModels/", List.of("models/"),
            "publishers/", List.of("publishers/", "models/"),
            "endpoints/", List.of("publishers/", "models/"));

    private MethodPath() {}

    static String of(String template, String model, boolean streaming) {
        return withModel(template, model).replace(METHOD, streaming ? STREAMED : PLAIN);
    }

    private static String withModel(String template, String model) {
        int at = template.indexOf(MODEL);
        if (at < 0) {
            return template;
        }
        String after = template.substring(at + MODEL.length());
        String kind = model.substring(0, model.indexOf('/') + 1);
        for (String collection : COLLECTIONS.getOrDefault(kind, List.of())) {
            int root = template.lastIndexOf(collection, at);
            if (root >= 0) {
                return template.substring(0, root) + encoded(model, true) + after;
            }
        }
        return template.substring(0, at) + encoded(model, false) + after;
    }

    /** A colon would end the model, a slash its name; both are encoded unless they part a full id. */
    private static String encoded(String model, boolean full) {
        StringBuilder path = new StringBuilder(model.length());
        for (byte value : model.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (value & 0xff);
            boolean plain = character >= 'a' && character <= 'z'
                    || character >= 'A' && character <= 'Z'
                    || character >= '0' && character <= '9'
                    || "-._~@".indexOf(character) >= 0
                    || full && character == '/';
            if (plain) {
                path.append(character);
            } else {
                path.append('%').append(hex(value >> 4)).append(hex(value));
            }
        }
        return path.toString();
    }

    private static char hex(int nibble) {
        return "0123456789ABCDEF".charAt(nibble & 0xf);
    }
}

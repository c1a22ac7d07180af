package dev.parlance.sandbox.openrouter;

import dev.parlance.sandbox.chat.CallIds;
import dev.parlance.sandbox.compatible.Seal;
import dev.parlance.sandbox.host.Digest;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Call ids as the providers make them. Those of the signed families tell whether the call was thought about. */
final class RoutedCalls {
    private static final int MARK = 6;
    private static final Pattern MARKED = Pattern.compile("(.*[A-Za-z0-9]{16})([0-9a-f]{6})");

    private RoutedCalls() {}

    static CallIds of(RoutedModel model, boolean thinks, Digest digest) {
        return (name, position) -> {
            String letters = digest.letters("call" + position, 16);
            return switch (model.provider()) {
                case "Amazon Bedrock" -> marked("toolu_bdrk_01" + letters, thinks);
                case "Google" -> marked("tool_" + position + "_" + name + "_" + letters, thinks);
                case "Moonshot AI" -> "functions." + name + ":" + position;
                case "xAI" -> "call_" + (10_000_000 + digest.number("call" + position, 16_000_000));
                default -> "call_" + letters.toLowerCase(Locale.ROOT) + digest.hex("call" + position, 8);
            };
        };
    }

    /** Whether the call was issued here, beside reasoning details that must come back. */
    static boolean thought(String id, RoutedModel model) {
        Matcher mark = MARKED.matcher(id);
        return model.signed() && mark.matches() && mark.group(2).equals(mark(mark.group(1)));
    }

    private static String marked(String id, boolean thinks) {
        return id + (thinks ? mark(id) : "000000");
    }

    private static String mark(String id) {
        return Seal.of("call", id, MARK);
    }
}

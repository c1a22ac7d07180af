package dev.parlance.sandbox.gemini;

import dev.parlance.sandbox.gemini.GeminiModel.Tier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The models of the sandbox: those that were recorded or documented, with any suffix such as a date or {@code -preview}. */
final class GeminiModels {
    private static final Pattern GEMINI =
            Pattern.compile("gemini-([0-9])(?:\\.([0-9]))?-(pro|flash-lite|flash)((?:-[a-z0-9]+)*)");
    private static final Pattern GEMMA = Pattern.compile("gemma-[0-9][a-z0-9-]*");

    /** Steps of each generation. */
    private static final Map<Integer, Set<Integer>> STEPS = Map.of(
            1, Set.of(5),
            2, Set.of(0, 5),
            3, Set.of(0, 1, 5, 6, 7, 8));

    private static final Map<String, String> LATEST = Map.of(
            "gemini-pro-latest", "gemini-3.1-pro-preview",
            "gemini-flash-latest", "gemini-3.7-flash",
            "gemini-flash-lite-latest", "gemini-3.1-flash-lite");

    private static final List<String> LISTED = List.of(
            "gemini-3.7-flash",
            "gemini-3.6-flash",
            "gemini-3.5-flash",
            "gemini-3.1-pro-preview",
            "gemini-3.1-flash-lite",
            "gemini-3-pro-preview",
            "gemini-3-flash-preview",
            "gemini-2.5-pro",
            "gemini-2.5-flash",
            "gemini-2.5-flash-lite",
            "gemini-2.0-flash",
            "gemini-flash-latest",
            "gemma-3-27b-it");

    private GeminiModels() {}

    static List<String> ids() {
        return LISTED;
    }

    /** The model of that id, without {@code models/} before it, or null. */
    static @Nullable GeminiModel find(String id) {
        String version = LATEST.getOrDefault(id, id);
        if (GEMMA.matcher(version).matches()) {
            return new GeminiModel(id, version, Tier.GEMMA, 0, 0);
        }
        Matcher gemini = GEMINI.matcher(version);
        if (!gemini.matches()) {
            return null;
        }
        int major = Integer.parseInt(gemini.group(1));
        int minor = gemini.group(2) == null ? 0 : Integer.parseInt(gemini.group(2));
        if (!STEPS.getOrDefault(major, Set.of()).contains(minor)) {
            return null;
        }
        Tier tier = switch (gemini.group(3)) {
            case "pro" -> Tier.PRO;
            case "flash-lite" -> Tier.LITE;
            default -> Tier.FLASH;
        };
        return new GeminiModel(id, version, tier, major, minor);
    }
}

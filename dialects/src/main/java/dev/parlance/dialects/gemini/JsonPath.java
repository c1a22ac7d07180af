package dev.parlance.dialects.gemini;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of JSON Path that {@code partialArgs} use: {@code $.name}, {@code ['name']} and {@code [0]}. */
final class JsonPath {
    private static final Pattern STEP =
            Pattern.compile("\\.([^.\\[]+)|\\['([^']*)'\\]|\\[\"([^\"]*)\"\\]|\\[([0-9]{1,6})\\]");
    private static final int DEEPEST = 100;

    private JsonPath() {}

    /**
     * One step.
     *
     * @param name the member, or null for an element
     * @param place the number of the element
     */
    record Step(@Nullable String name, int place) {}

    /** The steps; the first is a member. What is no such path is one name. */
    static List<Step> steps(String path) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int from = 1;
        while (path.startsWith("$") && from < path.length()) {
            if (!matcher.find(from) || matcher.start() != from || steps.size() == DEEPEST) {
                return whole(path);
            }
            steps.add(step(matcher));
            from = matcher.end();
        }
        return steps.isEmpty() || steps.getFirst().name() == null ? whole(path) : steps;
    }

    private static List<Step> whole(String path) {
        return List.of(new Step(path, 0));
    }

    private static Step step(Matcher matcher) {
        for (int group = 1; group <= 3; group++) {
            String name = matcher.group(group);
            if (name != null) {
                return new Step(name, 0);
            }
        }
        return new Step(null, Integer.parseInt(matcher.group(4)));
    }
}

package dev.parlance.configuration;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The known word that somebody most likely meant. */
final class Nearest {
    private Nearest() {}

    /** The nearest of the known words, or null when none is near. Case and the choice of dash or underscore do not count. */
    static @Nullable String to(String word, Collection<String> known) {
        String asked = plain(word);
        String best = null;
        int fewest = Math.max(1, asked.length() / 3) + 1;
        for (String candidate : known) {
            int steps = distance(asked, plain(candidate));
            if (steps < fewest) {
                fewest = steps;
                best = candidate;
            }
        }
        return best;
    }

    /** {@code Did you mean "host"?}, or null. */
    static @Nullable String question(String word, Collection<String> known) {
        String nearest = to(word, known);
        return nearest == null ? null : "Did you mean \"" + nearest + "\"?";
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Insertions, deletions, replacements and swaps of neighbours between the two. */
    static int distance(String left, String right) {
        int[][] steps = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int changed = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                int fewest = Math.min(steps[i - 1][j - 1] + changed, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
                steps[i][j] = swapped ? Math.min(fewest, steps[i - 2][j - 2] + 1) : fewest;
            }
        }
        return steps[left.length()][right.length()];
    }
}

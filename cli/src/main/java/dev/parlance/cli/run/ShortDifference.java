package dev.parlance.cli.run;

import java.util.ArrayList;
import java.util.List;

/** What changes between two texts, for people: the lines that go and those that come, without what is equal before and after them. */
final class ShortDifference {
    private ShortDifference() {}

    static List<String> of(String before, String after) {
        List<String> old = lines(before);
        List<String> now = lines(after);
        int start = 0;
        while (start < old.size() && start < now.size() && old.get(start).equals(now.get(start))) {
            start++;
        }
        int end = 0;
        while (end < old.size() - start
                && end < now.size() - start
                && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
            end++;
        }
        List<String> shown = new ArrayList<>();
        if (!before.isEmpty()) {
            shown.add("line " + (start + 1) + ":");
        }
        some("-", old.subList(start, old.size() - end), shown);
        some("+", now.subList(start, now.size() - end), shown);
        return shown;
    }

    private static void some(String sign, List<String> lines, List<String> shown) {
        lines.forEach(line -> shown.add(sign + line));
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : text.lines().toList();
    }
}

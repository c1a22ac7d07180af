package dev.parlance.cli.modelsdev;

import dev.parlance.providers.value.OneLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was not imported, by the reason why. Not thread-safe. */
public final class Skipped {
    private static final int SHOWN = 5;

    private final Map<String, List<String>> byReason = new LinkedHashMap<>();

    Skipped() {}

    void add(String what, String reason) {
        byReason.computeIfAbsent(reason, none -> new ArrayList<>()).add(OneLine.of(what));
    }

    /** One line for each reason, with the first few names. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        byReason.forEach((reason, names) -> {
            int further = names.size() - SHOWN;
            lines.add("skipped, " + reason + ": " + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                    + (further > 0 ? " and " + further + " more" : ""));
        });
        return lines;
    }
}

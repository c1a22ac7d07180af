package dev.parlance.cli.chat;

import dev.parlance.core.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tokens of a conversation. What a host did not tell stays untold: a sum without it is a least one. Not thread-safe. */
final class Consumption {
    private final List<@Nullable Usage> turns = new ArrayList<>();

    /** One more answer. */
    void add(@Nullable Usage usage) {
        turns.add(usage);
    }

    /** A line for the last turn and one for all. */
    String lines() {
        if (turns.isEmpty()) {
            return "nothing was asked yet";
        }
        return "last turn: " + line(turns.subList(turns.size() - 1, turns.size())) + "\nall " + turns.size()
                + (turns.size() == 1 ? " turn: " : " turns: ") + line(turns);
    }

    private static String line(List<@Nullable Usage> turns) {
        return "input " + sum(turns, Usage::input) + part(turns, " from the cache", Usage::inputCacheRead)
                + part(turns, " into the cache", Usage::inputCacheWrite) + ", output " + sum(turns, Usage::output)
                + part(turns, " thinking", Usage::outputReasoning);
    }

    private static String part(List<@Nullable Usage> turns, String what, Function<Usage, @Nullable Long> number) {
        String sum = sum(turns, number);
        return sum.equals("not told") ? "" : " (" + sum + what + ")";
    }

    private static String sum(List<@Nullable Usage> turns, Function<Usage, @Nullable Long> number) {
        List<Long> told = turns.stream()
                .filter(Objects::nonNull)
                .map(number)
                .filter(Objects::nonNull)
                .toList();
        if (told.isEmpty()) {
            return "not told";
        }
        long sum = told.stream().mapToLong(Long::longValue).sum();
        return (told.size() < turns.size() ? "at least " : "") + sum;
    }
}

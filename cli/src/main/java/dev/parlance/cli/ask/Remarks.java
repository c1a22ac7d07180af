package dev.parlance.cli.ask;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code ask --verbose} says beside the answer, a line each. */
public final class Remarks {
    private Remarks() {}

    /** What is sent differently from what was asked. */
    public static String adjusted(Adjustment adjustment) {
        JsonValue asked = adjustment.asked();
        JsonValue sent = adjustment.sent();
        String reason = adjustment.reason();
        return "adjusted: " + adjustment.parameter() + " " + adjustment.kind().label()
                + (asked == null ? "" : ", asked " + Json.text(asked))
                + (sent == null ? "" : ", sent " + Json.text(sent))
                + (reason == null ? "" : " (" + reason + ")");
    }

    /** Who answered, why the answer ended and what it cost. */
    public static List<String> about(ChatResponse response, String model) {
        List<String> lines = new ArrayList<>();
        String told = response.model();
        lines.add("model: " + model
                + (told == null || told.isEmpty() || model.endsWith("/" + told) ? "" : ", as " + told));
        if (response.stop() != null) {
            lines.add("stop: " + response.stop().kind().label());
        }
        Usage usage = response.usage();
        if (usage != null) {
            lines.add("usage: input " + tokens(usage.input(), "from the cache", usage.inputCacheRead()) + ", output "
                    + tokens(usage.output(), "thinking", usage.outputReasoning()));
        }
        return lines;
    }

    private static String tokens(@Nullable Long all, String what, @Nullable Long part) {
        return (all == null ? "not told" : all.toString()) + (part == null ? "" : " (" + part + " " + what + ")");
    }
}

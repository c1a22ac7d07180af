package dev.parlance.dialects.openairesponses;

import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts that plain and streamed answers to clients have in common. */
final class AnswerWords {
    /** For answers whose host gave no id; clients demand one. */
    static final String NO_ID = "resp_parlance";

    /** What a content filter found, which is kept whatever the dialect. */
    static final Set<String> FILTER_RESULTS =
            Set.of("content_filter_results", "prompt_filter_results", "content_filters");

    static final String INCOMPLETE = "incomplete";

    private static final Set<String> UNFINISHED = Set.of("queued", "in_progress");

    private static final Set<String> NORMALIZED =
            Set.of("input_tokens", "output_tokens", "total_tokens", "input_tokens_details", "output_tokens_details");

    private AnswerWords() {}

    static boolean isOwn(Origin origin) {
        return origin.dialect().equals(Names.DIALECT);
    }

    /** Whether that member goes on to the client: all of the dialect's own, and of others what a content filter found. */
    static boolean isVendorMember(OpaqueReceived received, boolean own) {
        return FILTER_RESULTS.contains(received.name()) || own && received.place() == OpaqueReceived.Place.RESPONSE;
    }

    /** How the answer ended: {@code completed}, or {@code incomplete} and then why. */
    static String status(@Nullable StopReason stop, Origin origin) {
        if (stop == null) {
            return "completed";
        }
        return switch (stop.kind()) {
            case LENGTH, CONTENT_FILTER -> INCOMPLETE;
            case STOP, TOOL_CALLS -> "completed";
            case OTHER -> {
                String raw = stop.raw();
                if (raw == null || !isOwn(origin)) {
                    yield "completed";
                }
                yield UNFINISHED.contains(raw) ? raw : INCOMPLETE;
            }
        };
    }

    /** Why an incomplete answer is so, or null when nobody told. */
    static @Nullable String incompleteReason(@Nullable StopReason stop) {
        if (stop == null) {
            return null;
        }
        return switch (stop.kind()) {
            case LENGTH -> "max_output_tokens";
            case CONTENT_FILTER -> "content_filter";
            case STOP, TOOL_CALLS, OTHER -> INCOMPLETE.equals(stop.raw()) ? null : stop.raw();
        };
    }

    /** Normalized counts under the dialect's names, then whatever else a host of the dialect told. */
    static void usage(Usage usage, Origin origin, JsonWriter out) {
        JsonObject raw = isOwn(origin) ? usage.raw().objectOrNull() : null;
        long input = usage.input() == null ? 0 : usage.input();
        long output = usage.output() == null ? 0 : usage.output();
        out.beginObject();
        out.name("input_tokens").number(input);
        details(
                out,
                "input_tokens_details",
                raw,
                "cached_tokens",
                usage.inputCacheRead(),
                "cache_write_tokens",
                usage.inputCacheWrite());
        out.name("output_tokens").number(output);
        details(out, "output_tokens_details", raw, "reasoning_tokens", usage.outputReasoning(), "", null);
        out.name("total_tokens").number(input + output);
        if (raw != null) {
            raw.members().forEach((name, value) -> {
                if (!NORMALIZED.contains(name)) {
                    out.name(name).value(value);
                }
            });
        }
        out.endObject();
    }

    /** Clients read the first count of each without asking whether it is there; a host of the dialect that told none is repeated as it is. */
    private static void details(
            JsonWriter out,
            String name,
            @Nullable JsonObject raw,
            String first,
            @Nullable Long firstCount,
            String second,
            @Nullable Long secondCount) {
        JsonObject rawDetails = raw == null ? null : raw.object(name);
        if (raw != null && firstCount == null && secondCount == null && rawDetails == null) {
            return;
        }
        out.name(name).beginObject();
        if (firstCount != null || raw == null) {
            out.name(first).number(firstCount == null ? 0 : firstCount);
        }
        if (secondCount != null) {
            out.name(second).number(secondCount);
        }
        if (rawDetails != null) {
            rawDetails.members().forEach((member, value) -> {
                if (!member.equals(first) && !member.equals(second)) {
                    out.name(member).value(value);
                }
            });
        }
        out.endObject();
    }
}

package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.StopReason;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts that plain and streamed answers to clients have in common. */
final class AnswerWords {
    /** For answers whose host gave no id; clients demand one. */
    static final String NO_ID = "chatcmpl-parlance";

    /** What a content filter found, which is kept whatever the dialect. */
    static final Set<String> FILTER_RESULTS =
            Set.of("content_filter_results", "prompt_filter_results", "content_filters");

    private static final Set<String> NORMALIZED = Set.of(
            "prompt_tokens", "completion_tokens", "total_tokens", "prompt_tokens_details", "completion_tokens_details");

    private AnswerWords() {}

    static String finishReason(StopReason reason) {
        return switch (reason.kind()) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
            case OTHER -> reason.raw() == null || reason.raw().isEmpty() ? "stop" : reason.raw();
        };
    }

    /** Normalized counts under the dialect's names, then whatever else a host of the dialect told. */
    static void usage(Usage usage, JsonWriter out) {
        JsonObject raw = usage.raw().objectOrNull();
        long input = usage.input() == null ? 0 : usage.input();
        long output = usage.output() == null ? 0 : usage.output();
        out.beginObject();
        out.name("prompt_tokens").number(input);
        out.name("completion_tokens").number(output);
        out.name("total_tokens").number(input + output);
        details(
                out,
                "prompt_tokens_details",
                raw,
                "cached_tokens",
                usage.inputCacheRead(),
                "cache_write_tokens",
                usage.inputCacheWrite());
        details(out, "completion_tokens_details", raw, "reasoning_tokens", usage.outputReasoning(), "", null);
        if (raw != null && raw.get("prompt_tokens") != null) {
            raw.members().forEach((name, value) -> {
                if (!NORMALIZED.contains(name)) {
                    out.name(name).value(value);
                }
            });
        }
        out.endObject();
    }

    private static void details(
            JsonWriter out,
            String name,
            @Nullable JsonObject raw,
            String first,
            @Nullable Long firstCount,
            String second,
            @Nullable Long secondCount) {
        JsonObject rawDetails = raw == null ? null : raw.object(name);
        if (firstCount == null && secondCount == null && rawDetails == null) {
            return;
        }
        out.name(name).beginObject();
        if (firstCount != null) {
            out.name(first).number(firstCount);
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

    /** The id of a call for a client, which needs one to answer it; hosts of other dialects may give none. */
    static String callId(String id, int call) {
        return id.isEmpty() ? "call_parlance_" + call : id;
    }
}

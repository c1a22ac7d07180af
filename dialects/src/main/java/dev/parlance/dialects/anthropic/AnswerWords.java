package dev.parlance.dialects.anthropic;

import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What plain and streamed answers to a client have in common.
 *
 * @param request what the client asked
 * @param origin who answered
 */
record AnswerWords(ChatRequest request, Origin origin) {
    /** For answers whose host gave no id; clients demand one. */
    private static final String NO_ID = "msg_parlance";

    /** What a content filter found, which is kept whatever the dialect. */
    private static final Set<String> FILTER_RESULTS =
            Set.of("content_filter_results", "prompt_filter_results", "content_filters");

    private static final Set<String> COUNTED =
            Set.of("input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens");

    private static final String DETAILS = "output_tokens_details";

    /** Whether the host spoke this dialect, so that its words will do. */
    boolean own() {
        return origin.dialect().equals(Names.DIALECT);
    }

    /** Whether a vendor member belongs into the answer. */
    boolean tells(OpaqueReceived opaque) {
        return own() || FILTER_RESULTS.contains(opaque.name());
    }

    static String id(@Nullable String id) {
        return id == null ? NO_ID : id;
    }

    /**
     * The model as the client named it, whoever answered: Claude Code sends signed thoughts back only with answers of the very name that it
     * asks, and compares the two as they are written (seen with 2.1.197; it drops the others before each request).
     */
    String model() {
        return request.model();
    }

    /** The id of a call, for a client cannot answer one without; of its own in every turn, for ids must not repeat. */
    String callId(String id, int call) {
        return id.isEmpty() ? "call_parlance_" + request.messages().size() + "_" + call : id;
    }

    /**
     * The same at the beginning, where clients demand the input too. Most hosts count at the end, and nobody else can here: a long request is
     * no longer known word by word when its answer is written, so the input is 0 then and no estimate.
     */
    void usageSoFar(@Nullable Usage usage, JsonWriter out) {
        if (usage == null || usage.input() == null) {
            out.beginObject();
            out.name("input_tokens").number(0).name("output_tokens").number(0);
            out.endObject();
        } else {
            usage(usage, out);
        }
    }

    /** Counts under the dialect's names, then whatever else a host of the dialect told. Clients demand the output. */
    void usage(@Nullable Usage usage, JsonWriter out) {
        out.beginObject();
        if (usage == null) {
            out.name("output_tokens").number(0).endObject();
            return;
        }
        JsonObject raw = own() ? usage.raw().objectOrNull() : null;
        Long read = usage.inputCacheRead();
        Long written = usage.inputCacheWrite();
        if (usage.input() != null) {
            long fresh = usage.input() - (read == null ? 0 : read) - (written == null ? 0 : written);
            out.name("input_tokens").number(Math.max(0, fresh));
        }
        count("cache_creation_input_tokens", written, out);
        count("cache_read_input_tokens", read, out);
        out.name("output_tokens").number(usage.output() == null ? 0 : usage.output());
        if (usage.outputReasoning() != null && (raw == null || raw.get(DETAILS) == null)) {
            out.name(DETAILS).beginObject();
            count("thinking_tokens", usage.outputReasoning(), out);
            out.endObject();
        }
        if (raw != null) {
            raw.members().forEach((name, value) -> {
                if (!COUNTED.contains(name)) {
                    out.name(name).value(value);
                }
            });
        }
        out.endObject();
    }

    private static void count(String name, @Nullable Long count, JsonWriter out) {
        if (count != null) {
            out.name(name).number(count);
        }
    }
}

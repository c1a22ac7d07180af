package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.ChatEvent.OpaqueReceived;
import dev.parlance.core.chat.ChatEvent.OpaqueReceived.Place;
import dev.parlance.core.chat.Usage;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.core.wire.RawJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members around the parts that plain and streamed answers to clients have in common. */
final class AnswerMembers {
    /** For answers whose host gave no id. */
    static final String NO_ID = "parlance";

    /** What a content filter found, which is kept whatever the dialect. */
    private static final Set<String> FILTER_RESULTS =
            Set.of("content_filter_results", "prompt_filter_results", "content_filters");

    private AnswerMembers() {}

    /** Whether a member of an answer is for clients of this dialect. */
    static boolean isKept(OpaqueReceived member, boolean own) {
        return own || FILTER_RESULTS.contains(member.name());
    }

    /** Writes members of the whole answer, or those of its candidate. Of members with one name the latest counts. */
    static void write(List<OpaqueReceived> members, boolean whole, JsonWriter out) {
        Map<String, RawJson> latest = new LinkedHashMap<>();
        for (OpaqueReceived member : members) {
            if (whole == (member.place() == Place.RESPONSE)) {
                latest.put(member.name(), member.json());
            }
        }
        latest.forEach((name, json) -> out.name(name).raw(json));
    }

    /** Counts in the dialect's names: its own as they were. */
    static void usage(Usage usage, boolean own, JsonWriter out) {
        out.name("usageMetadata");
        // The counts of several answers together have no raw object of their own.
        if (own && usage.raw().objectOrNull() != null) {
            out.raw(usage.raw());
            return;
        }
        long input = usage.input() == null ? 0 : usage.input();
        long output = usage.output() == null ? 0 : usage.output();
        long thoughts = usage.outputReasoning() == null ? 0 : usage.outputReasoning();
        out.beginObject();
        out.name("promptTokenCount").number(input);
        out.name("candidatesTokenCount").number(Math.max(0, output - thoughts));
        out.name("totalTokenCount").number(input + output);
        if (usage.inputCacheRead() != null) {
            out.name("cachedContentTokenCount").number(usage.inputCacheRead());
        }
        if (usage.outputReasoning() != null) {
            out.name("thoughtsTokenCount").number(thoughts);
        }
        out.endObject();
    }
}

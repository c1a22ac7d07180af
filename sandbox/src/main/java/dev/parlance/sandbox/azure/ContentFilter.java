package dev.parlance.sandbox.azure;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonObject;

/** The annotations of the content filter, in the forms that were recorded. */
final class ContentFilter {
    private ContentFilter() {}

    /** The annotations of the prompt. */
    static JsonArray prompt() {
        return array(object(
                member("prompt_index", 0),
                member(
                        "content_filter_results",
                        object(
                                member("hate", severity(false, "safe")),
                                member("jailbreak", object(member("filtered", false), member("detected", false))),
                                member("self_harm", severity(false, "safe")),
                                member("sexual", severity(false, "safe")),
                                member("violence", severity(false, "safe"))))));
    }

    /** The annotations of a piece of a streamed answer. */
    static JsonObject piece() {
        return object(
                member("hate", severity(false, "safe")),
                member("self_harm", severity(false, "safe")),
                member("sexual", severity(false, "safe")),
                member("violence", severity(false, "safe")));
    }

    /** The annotations of a whole answer. */
    static JsonObject whole() {
        JsonObject nothing = object(member("filtered", false), member("detected", false));
        return object(
                member("hate", severity(false, "safe")),
                member("protected_material_code", nothing),
                member("protected_material_text", nothing),
                member("self_harm", severity(false, "safe")),
                member("sexual", severity(false, "safe")),
                member("violence", severity(false, "safe")));
    }

    /** The annotations of an answer that was stopped. */
    static JsonObject blocked() {
        return piece().with("violence", severity(true, "medium"));
    }

    /** The first chunk of a stream: it belongs to the prompt and has neither id nor model. */
    static JsonObject promptChunk() {
        return object(
                member("choices", array()),
                member("created", 0),
                member("id", ""),
                member("model", ""),
                member("object", ""),
                member("prompt_filter_results", prompt()));
    }

    /**
     * A chunk of the asynchronous filter: a choice without a delta.
     *
     * @param end how many characters were checked
     */
    static JsonObject asynchronousChunk(int index, int start, int end) {
        return object(
                member(
                        "choices",
                        array(object(
                                member(
                                        "content_filter_offsets",
                                        object(
                                                member("check_offset", end),
                                                member("end_offset", end),
                                                member("start_offset", start))),
                                member("content_filter_results", piece()),
                                member("finish_reason", null),
                                member("index", index)))),
                member("created", 0),
                member("id", ""),
                member("model", ""),
                member("object", ""));
    }

    /**
     * The annotations of an answer of the Responses API: those of the prompt, then those of the completion.
     *
     * @param length characters of the answer
     */
    static JsonArray ofResponse(int length, boolean blocked) {
        return array(
                note(false, "prompt", piece().with("jailbreak", detected()), 71),
                note(blocked, "completion", blocked ? blocked() : whole(), length));
    }

    private static JsonObject note(boolean blocked, String source, JsonObject results, int end) {
        return object(
                member("blocked", blocked),
                member("source_type", source),
                member("content_filter_raw", array()),
                member("content_filter_results", results),
                member(
                        "content_filter_offsets",
                        object(member("start_offset", 0), member("end_offset", end), member("check_offset", 0))));
    }

    private static JsonObject detected() {
        return object(member("detected", false), member("filtered", false));
    }

    static JsonValue severity(boolean filtered, String severity) {
        return object(member("filtered", filtered), member("severity", severity));
    }
}

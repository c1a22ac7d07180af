package dev.parlance.sandbox.copilot;

import static dev.parlance.core.wire.JsonValue.array;
import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply.TokenCount;

/** What an answer costs, beside the usage (recorded: 0xPlaygrounds/rig, vercel/ai). Here it costs nothing. */
final class Price {
    private Price() {}

    static JsonObject of(TokenCount tokens) {
        return object(
                member(
                        "token_details",
                        array(
                                batch("input", tokens.prompt() - tokens.cached()),
                                batch("cache_read", tokens.cached()),
                                batch("cache_write", 0),
                                batch("output", tokens.completion()))),
                member("total_nano_aiu", 0));
    }

    private static JsonObject batch(String type, long count) {
        return object(
                member("batch_size", 1_000_000),
                member("cost_per_batch", 0),
                member("token_count", count),
                member("token_type", type));
    }
}

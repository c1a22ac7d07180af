package dev.parlance.sandbox.anthropic;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply.TokenCount;

/**
 * Tokens as the wire counts them: input excludes what was read from the cache and written into it.
 *
 * @param early input as the start of a stream tells it; the end revises it when tools were offered (recorded: 43, then 61)
 * @param hour whether the cache keeps what is written for an hour and not for five minutes
 */
record Usage(long input, long early, long created, long read, boolean hour, long output, long thinking) {
    private static final long UNCACHED = 3;
    private static final long LATE = 18;

    static Usage of(MessagesBody body, TokenCount tokens, long output) {
        String marks = Json.text(body.members());
        boolean cached = marks.contains("\"cache_control\":{");
        long read = cached ? tokens.cached() : 0;
        long created = cached ? Math.max(0, tokens.prompt() - read - UNCACHED) : 0;
        long input = tokens.prompt() - read - created;
        boolean late = !body.tools().isEmpty() && input > LATE;
        return new Usage(
                input,
                late ? input - LATE : input,
                created,
                read,
                marks.contains("\"ttl\":\"1h\""),
                output,
                Math.min(tokens.reasoning(), output));
    }

    /** In the start of a stream. */
    JsonObject start() {
        return counted(early).with("output_tokens", JsonValue.of(1)).without("output_tokens_details");
    }

    /** In a plain answer. */
    JsonObject whole() {
        return counted(input);
    }

    /** At the end of a stream: cumulative, every count told anew. */
    JsonObject end() {
        return object(
                member("input_tokens", input),
                member("cache_creation_input_tokens", created),
                member("cache_read_input_tokens", read),
                member("output_tokens", output),
                member("output_tokens_details", object("thinking_tokens", thinking)));
    }

    private JsonObject counted(long told) {
        return object(
                member("input_tokens", told),
                member("cache_creation_input_tokens", created),
                member("cache_read_input_tokens", read),
                member(
                        "cache_creation",
                        object(
                                member("ephemeral_5m_input_tokens", hour ? 0 : created),
                                member("ephemeral_1h_input_tokens", hour ? created : 0))),
                member("output_tokens", output),
                member("output_tokens_details", object("thinking_tokens", thinking)),
                member("service_tier", "standard"),
                member("inference_geo", "global"));
    }
}

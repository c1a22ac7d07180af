package dev.parlance.sandbox.anthropic;

import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonBoolean;
import dev.parlance.core.wire.JsonValue.JsonNull;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.core.wire.JsonValue.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The outer form of a request: which members there are, which must be there and of what kind they are. */
final class BodyRules {
    /** Every member of the request (anthropics/anthropic-sdk-java 2.57.0, MessageCreateParams). */
    private static final Set<String> KNOWN = Set.of(
            "model",
            "max_tokens",
            "messages",
            "system",
            "temperature",
            "top_p",
            "top_k",
            "stop_sequences",
            "stream",
            "tools",
            "tool_choice",
            "thinking",
            "output_config",
            "metadata",
            "service_tier",
            "cache_control",
            "container",
            "inference_geo");

    private static final Set<String> COUNTED =
            Set.of("model", "messages", "system", "tools", "tool_choice", "thinking", "output_config", "cache_control");

    /** Members that exist under a beta alone, with the part of the beta's name (recorded: Mirascope/mirascope, output_format). */
    private static final Map<String, String> BETAS = Map.of(
            "output_format", "structured-outputs",
            "mcp_servers", "mcp-client",
            "context_management", "context-management");

    private BodyRules() {}

    /** Refuses members that the route does not know, and a body without what it needs. */
    static void check(MessagesBody body, boolean counting) {
        Set<String> known = counting ? COUNTED : KNOWN;
        for (String name : body.members().members().keySet()) {
            if (name.equals("thread") && body.beta("message-threads")) {
                throw Complaint.withoutThreads();
            }
            String beta = BETAS.get(name);
            if (!known.contains(name) && (beta == null || !body.beta(beta))) {
                throw Complaint.extra(name);
            }
        }
        required(body, "model");
        required(body, "messages");
        if (!counting) {
            maxTokens(body);
        }
        if (!(body.value("messages") instanceof JsonArray(List<JsonValue> messages))) {
            throw Complaint.invalid("messages: Input should be a valid list");
        }
        if (messages.isEmpty()) {
            throw Complaint.invalid("messages: at least one message is required");
        }
        stream(body);
        system(body);
        metadata(body);
        serviceTier(body);
    }

    private static void required(MessagesBody body, String name) {
        if (body.value(name) == null) {
            throw Complaint.missing(name);
        }
    }

    private static void maxTokens(MessagesBody body) {
        required(body, "max_tokens");
        Long budget = body.wholeNumber("max_tokens");
        if (budget == null) {
            throw Complaint.invalid("max_tokens: Input should be a valid integer");
        }
        if (budget < 1) {
            throw Complaint.invalid("max_tokens: Input should be greater than or equal to 1");
        }
    }

    private static void stream(MessagesBody body) {
        JsonValue stream = body.value("stream");
        if (stream != null && !(stream instanceof JsonBoolean)) {
            throw Complaint.invalid("stream: Input should be a valid boolean");
        }
    }

    private static void system(MessagesBody body) {
        switch (body.value("system")) {
            case null -> {}
            case JsonString text -> {}
            case JsonArray(List<JsonValue> blocks) -> {
                for (int index = 0; index < blocks.size(); index++) {
                    JsonObject block = blocks.get(index) instanceof JsonObject object ? object : JsonObject.EMPTY;
                    BlockRules.systemText(block, "system." + index);
                }
            }
            case JsonValue other -> throw Complaint.invalid("system: Input should be a valid list");
        }
    }

    private static void metadata(MessagesBody body) {
        JsonObject metadata = body.members().object("metadata");
        if (metadata != null) {
            only(metadata, Set.of("user_id"), "metadata");
        }
    }

    private static void serviceTier(MessagesBody body) {
        if (body.value("service_tier") instanceof JsonString(String tier)
                && !tier.equals("auto")
                && !tier.equals("standard_only")) {
            throw Complaint.invalid("service_tier: Input should be 'auto' or 'standard_only'");
        }
    }

    /** Refuses members of an object that the wire does not know. A null is as good as none only where the member is known. */
    static void only(JsonObject object, Set<String> known, String path) {
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (!known.contains(member.getKey())) {
                throw Complaint.extra(path + "." + member.getKey());
            }
        }
    }

    static boolean absent(JsonObject object, String name) {
        JsonValue value = object.get(name);
        return value == null || value instanceof JsonNull;
    }
}

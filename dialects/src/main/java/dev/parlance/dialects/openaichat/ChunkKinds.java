package dev.parlance.dialects.openaichat;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.raw.FrameKinds;

/** The kinds of chunks, by what only their JSON and never a quoted text can hold: within texts quotes are escaped. Stateless and thread-safe. */
public final class ChunkKinds implements FrameKinds {
    @Override
    public Kind of(String frame) {
        if (frame.contains("\"error\"") || finishes(frame)) {
            return Kind.HELD;
        }
        boolean ordinary = frame.contains("\"delta\"")
                && !isSaid(frame, "\"tool_calls\"")
                && !isSaid(frame, "\"function_call\"")
                && !isSaid(frame, "\"usage\"");
        return ordinary ? Kind.ORDINARY : Kind.TELLING;
    }

    /** Clients that do not ask for usage break on a chunk without choices, which some hosts send unasked. The decoder knows one choice. */
    @Override
    public boolean canPass(InboundRequest asked, PreparedRequest prepared) {
        ChatRequest.Streaming streaming = asked.request().streaming();
        boolean asUsual = streaming == null
                || (streaming.includeUsage() && !prepared.profile().usageUnasked());
        return asUsual && asked.request().parameters().get(Parameter.N) == null;
    }

    /** Azure begins with a chunk that has no object of its own, at which clients stumble; the decoder makes it one. */
    @Override
    public boolean begins(String bytes) {
        int named = bytes.indexOf("chat.completion.chunk");
        int end = bytes.indexOf("\n\n");
        return named >= 0 && (end < 0 || named < end);
    }

    @Override
    public boolean canGoOn() {
        return true;
    }

    private static boolean finishes(String frame) {
        return isSaid(frame, "\"finish_reason\"") || frame.contains("[DONE]");
    }

    /** Whether a member of that name is there and not null. */
    private static boolean isSaid(String frame, String name) {
        int at = frame.indexOf(name);
        while (at >= 0) {
            int value = at + name.length();
            while (value < frame.length() && (frame.charAt(value) == ' ' || frame.charAt(value) == ':')) {
                value++;
            }
            if (!frame.startsWith("null", value)) {
                return true;
            }
            at = frame.indexOf(name, value);
        }
        return false;
    }

    @Override
    public String end() {
        return "data: [DONE]\n\n";
    }
}

package dev.parlance.gateway;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.raw.RawAnswer;
import dev.parlance.dialects.RawAnswers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which answers go to their client as the bytes they are. In doubt they are decoded, and written as the client's dialect has it. */
final class Passing {
    private static final String CHAT = "openai-chat";

    /** Its answers name the model as the client asked for it, which the host does not know. */
    private static final String MESSAGES = "anthropic-messages";

    /** How the first field of an event stream may begin. */
    private static final String STREAMS = "deir:";

    private Passing() {}

    /** Whether an answer to that request can be passed on, should it come in the form that was asked for. */
    static boolean isPossible(InboundRequest asked, PreparedRequest prepared) {
        ChatRequest request = asked.request();
        // Hosts forget the ids of calls, or stop as if there were none. Nothing says of a host that it never does.
        boolean regular = request.tools().isEmpty();
        ChatRequest.Streaming streaming = request.streaming();
        if (!regular || (streaming != null && !asked.target().eventStream())) {
            return false;
        }
        if (!prepared.profile().dialect().equals(CHAT)) {
            return !prepared.profile().dialect().equals(MESSAGES);
        }
        // Clients that do not ask for usage break on a chunk without choices, which some hosts send unasked. The
        // decoder knows one choice.
        boolean asUsual = streaming == null
                || (streaming.includeUsage() && !prepared.profile().usageUnasked());
        return asUsual && request.parameters().get(Parameter.N) == null;
    }

    /**
     * A reader for the answer, or null when it must be decoded after all.
     *
     * @param dialect the client's
     * @param first its first bytes; the position stays where it is
     */
    static @Nullable RawAnswer answer(
            PreparedRequest prepared, String dialect, boolean streaming, ResponseHead head, ByteBuffer first) {
        boolean chunks = !streaming || !dialect.equals(CHAT) || isChunk(first);
        return chunks && isAsAsked(streaming, head, first) ? RawAnswers.of(prepared, dialect, head) : null;
    }

    /** Azure begins with a chunk that has no object of its own, at which clients stumble; the decoder makes it one. In doubt it is none. */
    private static boolean isChunk(ByteBuffer first) {
        byte[] bytes = new byte[first.remaining()];
        first.duplicate().get(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int named = text.indexOf("chat.completion.chunk");
        int end = text.indexOf("\n\n");
        return named >= 0 && (end < 0 || named < end);
    }

    /** Some hosts stream what was asked for plain, or the other way round. */
    private static boolean isAsAsked(boolean streaming, ResponseHead head, ByteBuffer first) {
        String told = head.header("content-type");
        String type = told == null ? "" : told.toLowerCase(Locale.ROOT);
        int at = first.position();
        while (at < first.limit() && first.get(at) >= 0 && first.get(at) <= ' ') {
            at++;
        }
        if (at == first.limit()) {
            return false;
        }
        byte start = first.get(at);
        return streaming
                ? type.startsWith("text/event-stream") && STREAMS.indexOf(start) >= 0
                : type.startsWith("application/json") && start == '{';
    }
}

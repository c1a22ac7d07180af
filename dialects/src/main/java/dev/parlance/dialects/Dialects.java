package dev.parlance.dialects;

import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.ResponseDialect;
import dev.parlance.core.raw.RawShape;
import dev.parlance.dialects.anthropic.AnthropicDialect;
import dev.parlance.dialects.anthropic.AnthropicInbound;
import dev.parlance.dialects.anthropic.MessagesShape;
import dev.parlance.dialects.cohere.CohereChat;
import dev.parlance.dialects.gemini.ContentsShape;
import dev.parlance.dialects.gemini.GeminiDialect;
import dev.parlance.dialects.gemini.GeminiInbound;
import dev.parlance.dialects.interactions.GeminiInteractions;
import dev.parlance.dialects.openaichat.ChatShape;
import dev.parlance.dialects.openaichat.OpenAiChatDialect;
import dev.parlance.dialects.openaichat.OpenAiChatInbound;
import dev.parlance.dialects.openairesponses.OpenAiResponsesDialect;
import dev.parlance.dialects.openairesponses.OpenAiResponsesInbound;
import dev.parlance.dialects.openairesponses.ResponsesShape;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All dialects, by the names that catalog data and the command line use. */
public final class Dialects {
    private static final List<Dialect> OUTBOUND =
            List.of(new OpenAiChatDialect(), new OpenAiResponsesDialect(), new AnthropicDialect(), new GeminiDialect());
    private static final List<InboundDialect> INBOUND =
            List.of(new OpenAiChatInbound(), new OpenAiResponsesInbound(), new AnthropicInbound(), new GeminiInbound());

    /** All whose answers can be read: what is spoken, and what so far only answers are read of. */
    private static final List<ResponseDialect> READABLE = Stream.concat(
                    OUTBOUND.stream(), Stream.of(new GeminiInteractions(), new CohereChat()))
            .toList();

    private Dialects() {}

    /** The dialect as spoken to hosts, or null when there is none of that name. */
    public static @Nullable Dialect outbound(String name) {
        for (Dialect dialect : OUTBOUND) {
            if (dialect.name().equals(name)) {
                return dialect;
            }
        }
        return null;
    }

    /** The dialect as spoken by clients, or null when there is none of that name. */
    public static @Nullable InboundDialect inbound(String name) {
        return INBOUND.stream()
                .filter(dialect -> dialect.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The wire form whose answers can be read, or null when there is none of that name. Knows all that {@link #outbound} knows, and more. */
    public static @Nullable ResponseDialect readable(String name) {
        for (ResponseDialect dialect : READABLE) {
            if (dialect.name().equals(name)) {
                return dialect;
            }
        }
        return null;
    }

    /** Where requests of that dialect hold long strings that nothing looks into, or null when that is not known. */
    public static @Nullable RawShape rawShape(String name) {
        return switch (name) {
            case "openai-chat" -> ChatShape.SHAPE;
            case "openai-responses" -> ResponsesShape.SHAPE;
            case "anthropic-messages" -> MessagesShape.SHAPE;
            case "gemini" -> ContentsShape.SHAPE;
            default -> null;
        };
    }

    /** The names that {@link #outbound} knows. */
    public static List<String> outboundNames() {
        return OUTBOUND.stream().map(Dialect::name).toList();
    }

    /** The names that {@link #readable} knows. */
    public static List<String> readableNames() {
        return READABLE.stream().map(ResponseDialect::name).toList();
    }

    /** The names that {@link #inbound} knows. */
    public static List<String> inboundNames() {
        return INBOUND.stream().map(InboundDialect::name).toList();
    }
}

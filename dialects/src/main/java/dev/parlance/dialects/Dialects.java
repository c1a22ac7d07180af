package dev.parlance.dialects;

import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.dialects.anthropic.AnthropicDialect;
import dev.parlance.dialects.anthropic.AnthropicInbound;
import dev.parlance.dialects.gemini.GeminiDialect;
import dev.parlance.dialects.gemini.GeminiInbound;
import dev.parlance.dialects.openaichat.OpenAiChatDialect;
import dev.parlance.dialects.openaichat.OpenAiChatInbound;
import dev.parlance.dialects.openairesponses.OpenAiResponsesDialect;
import dev.parlance.dialects.openairesponses.OpenAiResponsesInbound;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All dialects, by the names that catalog data and the command line use. */
public final class Dialects {
    private static final List<Dialect> OUTBOUND =
            List.of(new OpenAiChatDialect(), new OpenAiResponsesDialect(), new AnthropicDialect(), new GeminiDialect());
    private static final List<InboundDialect> INBOUND =
            List.of(new OpenAiChatInbound(), new OpenAiResponsesInbound(), new AnthropicInbound(), new GeminiInbound());

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

    /** The names that {@link #outbound} knows. */
    public static List<String> outboundNames() {
        return OUTBOUND.stream().map(Dialect::name).toList();
    }

    /** The names that {@link #inbound} knows. */
    public static List<String> inboundNames() {
        return INBOUND.stream().map(InboundDialect::name).toList();
    }
}

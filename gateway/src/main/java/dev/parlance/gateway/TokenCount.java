package dev.parlance.gateway;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import dev.parlance.core.chat.TokenEstimate;
import java.util.ArrayList;
import java.util.List;

/** How many input tokens a request has, estimated: no two models count alike, and most hosts do not count on request. */
final class TokenCount {
    /** A picture of a megapixel. Source: Anthropic documentation, Vision, "Calculate image costs" (2026-05). */
    private static final long MEDIA = 1600;

    private TokenCount() {}

    static long of(ChatRequest request) {
        long media = 0;
        List<Message> messages = new ArrayList<>();
        for (Message message : request.messages()) {
            List<Content> words = new ArrayList<>();
            for (Content part : message.content()) {
                if (part instanceof Content.Media) {
                    media++;
                } else {
                    words.add(part);
                }
            }
            messages.add(message.withContent(words));
        }
        return TokenEstimate.of(request.toBuilder().messages(messages).build()) + media * MEDIA;
    }
}

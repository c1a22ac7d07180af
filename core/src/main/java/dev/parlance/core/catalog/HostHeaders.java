package dev.parlance.core.catalog;

import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a host wants besides the usual headers, by lower-case name. Immutable.
 *
 * @param always for every request
 * @param withMedia further ones for requests that hold images, video, sound or files
 * @param afterToolResult further ones for requests whose last message is a tool's result
 */
public record HostHeaders(
        Map<String, String> always, Map<String, String> withMedia, Map<String, String> afterToolResult) {
    /** None. */
    public static final HostHeaders NONE = new HostHeaders(Map.of(), Map.of(), Map.of());

    /** Those that a request gets by what is in it. */
    public Map<String, String> because(ChatRequest request) {
        boolean media = !withMedia.isEmpty()
                && request.messages().stream()
                        .anyMatch(message -> message.content().stream().anyMatch(Content.Media.class::isInstance));
        boolean result = !afterToolResult.isEmpty()
                && !request.messages().isEmpty()
                && request.messages().getLast() instanceof Message.ToolResult;
        if (!media && !result) {
            return Map.of();
        }
        Map<String, String> headers = new TreeMap<>();
        headers.putAll(media ? withMedia : Map.of());
        headers.putAll(result ? afterToolResult : Map.of());
        return headers;
    }
}

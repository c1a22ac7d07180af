package dev.parlance.agent.mcp;

import dev.parlance.agent.ToolResult;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a server's tool returned, for the model. */
final class Results {
    private Results() {}

    static ToolResult of(McpSchema.CallToolResult result) {
        List<Content> content = new ArrayList<>();
        List<McpSchema.Content> parts = result.content();
        if (parts != null) {
            parts.stream().filter(Objects::nonNull).forEach(part -> content.add(part(part)));
        }
        boolean hasText = content.stream().anyMatch(Content.Text.class::isInstance);
        if (!hasText && result.structuredContent() != null) {
            content.add(
                    new Content.Text(SdkJson.json(result.structuredContent()).text()));
        }
        if (content.isEmpty()) {
            // Some hosts refuse results without content, and models take them for a fault.
            content.add(new Content.Text("(The tool returned nothing.)"));
        }
        return new ToolResult(content, Boolean.TRUE.equals(result.isError()));
    }

    private static Content part(McpSchema.Content part) {
        return switch (part) {
            case McpSchema.TextContent text -> new Content.Text(text.text());
            case McpSchema.ImageContent image -> media(Content.Media.Kind.IMAGE, image.mimeType(), image.data());
            case McpSchema.AudioContent audio -> media(Content.Media.Kind.AUDIO, audio.mimeType(), audio.data());
            case McpSchema.EmbeddedResource resource -> resource(resource.resource());
            case McpSchema.ResourceLink link ->
                new Content.Text("[" + link.name() + ": " + link.uri()
                        + (link.mimeType() == null ? "" : ", " + link.mimeType()) + "]");
            default -> new Content.Text(SdkJson.json(part).text());
        };
    }

    private static Content resource(McpSchema.ResourceContents resource) {
        return switch (resource) {
            case McpSchema.TextResourceContents text -> new Content.Text(text.text());
            case McpSchema.BlobResourceContents blob
            when isImage(blob) -> media(Content.Media.Kind.IMAGE, blob.mimeType(), blob.blob());
            default ->
                new Content.Text("[" + resource.uri()
                        + (resource.mimeType() == null ? "" : ", " + resource.mimeType())
                        + ": not text, not shown]");
        };
    }

    private static boolean isImage(McpSchema.BlobResourceContents blob) {
        return blob.mimeType() != null && blob.mimeType().startsWith("image/");
    }

    /** A host refuses a whole conversation for one picture that is none. */
    private static Content media(Content.Media.Kind kind, @Nullable String type, @Nullable String base64) {
        if (type == null || type.isBlank() || base64 == null || !isBase64(base64)) {
            return new Content.Text(
                    "[" + kind.name().toLowerCase(Locale.ROOT) + ": the server sent none that can be read]");
        }
        return new Content.Media(kind, "data:" + type + ";base64," + base64, Members.NONE);
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException other) {
            return false;
        }
    }
}

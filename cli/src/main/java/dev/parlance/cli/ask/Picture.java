package dev.parlance.cli.ask;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Picture files as parts of a message. What they are is read from their first bytes: names lie, and hosts refuse a wrong type. */
public final class Picture {
    private Picture() {}

    /**
     * The part, with the picture in it as a data URL.
     *
     * @param name the file's name, for the message
     * @throws ParlanceException.InvalidRequest when it is no picture that models take
     */
    public static Content.Media of(String name, byte[] bytes) {
        String type = type(bytes);
        if (type == null) {
            throw new ParlanceException.InvalidRequest(
                    Failure.of(name + ": this is no picture that models take", "They take PNG, JPEG, GIF and WebP."));
        }
        return new Content.Media(
                Content.Media.Kind.IMAGE,
                "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes),
                Members.NONE);
    }

    private static @Nullable String type(byte[] bytes) {
        // One char for each byte, whatever its value.
        String head = new String(bytes, 0, Math.min(bytes.length, 12), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return "image/png";
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (head.startsWith("GIF8")) {
            return "image/gif";
        }
        return head.startsWith("RIFF") && head.endsWith("WEBP") ? "image/webp" : null;
    }
}

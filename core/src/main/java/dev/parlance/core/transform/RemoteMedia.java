package dev.parlance.core.transform;

import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import java.util.List;
import java.util.Locale;

/** Refuses media that the host would have to fetch. Moonshot answers such requests with {@code unsupported image url}. */
final class RemoteMedia {
    private RemoteMedia() {}

    static Conversation refuse(Conversation conversation) {
        List<Message> messages = conversation.request().messages();
        for (int index = 0; index < messages.size(); index++) {
            for (Content part : messages.get(index).content()) {
                if (part instanceof Content.Media media && isRemote(media.url())) {
                    // The URL itself stays out of the text: it may carry a signature.
                    throw AdjustmentLog.refused(
                            "messages",
                            "Message " + index + " holds " + article(media.kind())
                                    + " at a web address, and "
                                    + conversation.profile().host()
                                    + " does not fetch from the web",
                            "Send it as a data URL (data:image/png;base64,...), or upload it to the host and use the"
                                    + " file reference it gives.");
                }
            }
        }
        return conversation;
    }

    private static boolean isRemote(String url) {
        String start = url.substring(0, Math.min(url.length(), 8)).toLowerCase(Locale.ROOT);
        return start.startsWith("http://") || start.startsWith("https://");
    }

    private static String article(Content.Media.Kind kind) {
        return switch (kind) {
            case IMAGE -> "an image";
            case VIDEO -> "a video";
            case AUDIO -> "a sound";
            case FILE -> "a file";
        };
    }
}

package dev.parlance.core.transform;

import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Refuses media that the model does not read, where its modalities are known. */
final class ReadableMedia {
    private ReadableMedia() {}

    static Conversation check(Conversation conversation) {
        Set<String> reads = conversation.profile().facts().modalities();
        if (reads.isEmpty()) {
            return conversation;
        }
        List<Message> messages = conversation.request().messages();
        for (int index = 0; index < messages.size(); index++) {
            for (Content part : messages.get(index).content()) {
                if (part instanceof Content.Media media && !reads(media.kind(), reads)) {
                    throw AdjustmentLog.refused(
                            "messages",
                            "Message " + index + " holds "
                                    + media.kind().name().toLowerCase(Locale.ROOT) + ", and "
                                    + conversation.profile().model() + " reads "
                                    + String.join(", ", reads.stream().sorted().toList()),
                            "Choose a model that reads it, or leave it out.");
                }
            }
        }
        return conversation;
    }

    /** Documents are read by turning their pages into images, so whoever reads images is not refused here. */
    private static boolean reads(Content.Media.Kind kind, Set<String> reads) {
        return reads.contains(kind.name().toLowerCase(Locale.ROOT))
                || kind == Content.Media.Kind.FILE && reads.contains("image");
    }
}

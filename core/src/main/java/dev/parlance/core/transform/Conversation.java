package dev.parlance.core.transform;

import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.catalog.Settlement;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a transform or check sees: the request as it stands after the steps before it, the profile, what negotiation decided.
 *
 * @param log takes the adjustments
 */
public record Conversation(ChatRequest request, Profile profile, Settlement settlement, AdjustmentLog log) {

    /** The same with another request. */
    public Conversation with(ChatRequest changed) {
        return changed == request ? this : new Conversation(changed, profile, settlement, log);
    }

    /** The same with other decisions. */
    public Conversation with(Settlement changed) {
        return new Conversation(request, profile, changed, log);
    }

    /** The same with each message replaced by what the function returns for it, an empty list removing it. Unchanged when nothing changed. */
    public Conversation mapMessages(Function<Message, List<Message>> change) {
        List<Message> changed = new ArrayList<>(request.messages().size());
        boolean same = true;
        for (Message message : request.messages()) {
            List<Message> replacement = change.apply(message);
            same &= replacement.size() == 1 && replacement.getFirst() == message;
            changed.addAll(replacement);
        }
        return same ? this : with(request.toBuilder().messages(changed).build());
    }
}

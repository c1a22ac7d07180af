package dev.parlance.agent;

import dev.parlance.core.chat.Message;
import java.util.List;

/** Makes a conversation shorter when it no longer fits the model's window. Called once for each overflow, on a thread that cancellation interrupts. */
@FunctionalInterface
public interface Compaction {
    /** The shorter conversation. Calls that lose their result, and results that lose their call, are repaired afterwards. */
    List<Message> compact(List<Message> messages);
}

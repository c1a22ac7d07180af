package dev.parlance.gateway;

import dev.parlance.core.chat.ChatEvent;

/** The answer to a client, made of events. The last one ends it. */
sealed interface Answer permits StreamedAnswer, WholeAnswer {
    /** Whether anything was promised to the client, so that an error can no longer have a status of its own. */
    boolean hasBegun();

    /** Takes the next event. An error comes here only after the answer has begun. */
    void accept(ChatEvent event);
}

package dev.parlance.gateway;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.dialect.StreamEncoder;

/** The answer to a client, made of events. The last one ends it. */
sealed interface Answer permits StreamedAnswer, WholeAnswer {
    /** It is known who answers. Comes once, before the first event; bytes need none. */
    void by(Origin origin, StreamEncoder writer);

    /** Takes the next event. */
    void accept(ChatEvent event);

    /** Takes the next bytes of an answer that stays as it is; they are valid during the call. */
    void pass(byte[] bytes, int from, int length);

    /** The bytes were all. */
    void end();
}

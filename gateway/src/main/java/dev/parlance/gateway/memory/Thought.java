package dev.parlance.gateway.memory;

import dev.parlance.core.chat.Content;

/**
 * One piece of reasoning and where it stood in its answer.
 *
 * @param calls how many calls stood before it
 * @param letters how many letters of text stood before it
 * @param led what followed it
 */
record Thought(Content.Reasoning reasoning, int calls, long letters, Led led) {
    /** What a thought led to. */
    enum Led {
        TEXT,
        CALL,
        /** Something that not every client can hand back, such as a picture. */
        OTHER,
        /** It was the last. */
        NOTHING
    }
}

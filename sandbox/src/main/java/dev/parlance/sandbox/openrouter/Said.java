package dev.parlance.sandbox.openrouter;

import dev.parlance.sandbox.chat.Reply;

/**
 * An answer before it is spelled.
 *
 * @param refusal what a model says that will not answer, empty when it does
 * @param excluded whether the client wants no thoughts
 */
record Said(Reply reply, ReasoningDetails details, String refusal, boolean excluded) {
    /** The reasoning as far as the client sees it. */
    String shownReasoning() {
        return excluded ? "" : reply.reasoning();
    }
}

package dev.parlance.core.transform;

import dev.parlance.core.catalog.AdjustmentLog;

/** For models that give whole answers only. */
final class WholeAnswers {
    private WholeAnswers() {}

    static Conversation check(Conversation conversation) {
        if (conversation.request().streaming() == null) {
            return conversation;
        }
        throw AdjustmentLog.refused(
                "stream",
                conversation.profile().model() + " at " + conversation.profile().host()
                        + " does not stream its answers",
                "Ask for a whole answer.");
    }
}

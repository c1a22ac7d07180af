package dev.parlance.agent;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Message;
import java.util.List;

/** What the agent itself says to the model. Notes are recognised by their words, so that a resumed transcript knows what was said. */
final class Notes {
    private static final String OPENING = "<system-reminder>\n";
    private static final String CLOSING = "\n</system-reminder>";

    /** Source of the words: MoonshotAI/kimi-code pull request 950, tool stall recovery. */
    static final Message STALLED = note(
            "Your previous step ended without calling any tools even though more work remains on the user request. Call the appropriate tools now instead of only describing what you plan to do next.");

    static final Message REPEATING = note(
            "You have called the same tools with the same arguments several times and got the same results. Calling them again will change nothing. Try something else, or tell the user what stands in the way.");

    private Notes() {}

    /** Whether the agent said it and not the user. */
    static boolean isNote(Message message) {
        return message instanceof Message.User user && (sameWords(user, STALLED) || sameWords(user, REPEATING));
    }

    /** Whether the note stands in the turn: after the latest message of the user. */
    static boolean saidInTurn(List<Message> messages, Message note) {
        for (Message message : messages.reversed()) {
            if (sameWords(message, note)) {
                return true;
            }
            if (message instanceof Message.User && !isNote(message)) {
                return false;
            }
        }
        return false;
    }

    private static boolean sameWords(Message one, Message other) {
        return one instanceof Message.User && text(one).equals(text(other));
    }

    private static String text(Message message) {
        StringBuilder text = new StringBuilder();
        for (Content part : message.content()) {
            if (part instanceof Content.Text(String words, var extra)) {
                text.append(words);
            }
        }
        return text.toString();
    }

    private static Message note(String words) {
        return Message.user(OPENING + words + CLOSING);
    }
}

package dev.parlance.sandbox.minimax;

import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Finish;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import java.util.ArrayList;
import java.util.List;

/**
 * Marks answers that were given without a thought. The simulated model says the same with and without one, and a client that switches
 * thinking on later must not be asked for thoughts that never were.
 */
public final class Unthought {
    private static final String MARK = " (Said without thinking.)";

    private Unthought() {}

    /** The same reply with a last word that says so, as far as the output budget allows it. */
    public static Reply marked(Reply reply, ChatBody body) {
        TokenCount tokens = reply.tokens();
        Long budget = body.outputBudget();
        boolean room = budget == null || tokens.completion() < budget;
        if (reply.text().isEmpty() || reply.finish() == Finish.LENGTH || !room) {
            return reply;
        }
        List<Piece> pieces = new ArrayList<>(reply.pieces());
        pieces.add(new Piece.Text(MARK));
        TokenCount more = new TokenCount(tokens.prompt(), tokens.cached(), tokens.reasoning(), tokens.completion() + 1);
        return new Reply(pieces, reply.finish(), more);
    }
}

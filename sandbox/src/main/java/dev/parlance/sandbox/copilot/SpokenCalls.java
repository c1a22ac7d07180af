package dev.parlance.sandbox.copilot;

import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Finish;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.Reply.TokenCount;
import java.util.ArrayList;
import java.util.List;

/** Claude says what it is about to do before it calls a tool (recorded: olimorris/codecompanion.nvim, copilot_tools_streaming). */
final class SpokenCalls {
    private static final List<Piece> WORDS =
            List.of(new Piece.Text("Let me"), new Piece.Text(" look"), new Piece.Text(" that up."));

    private SpokenCalls() {}

    /** The same reply with a text before its calls, as far as the output budget allows it. */
    static Reply of(Reply reply, ChatBody body) {
        TokenCount tokens = reply.tokens();
        long completion = tokens.completion() + WORDS.size();
        Long budget = body.outputBudget();
        boolean room = budget == null || completion <= budget;
        if (reply.finish() != Finish.TOOL_CALLS || !reply.text().isEmpty() || !room) {
            return reply;
        }
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : reply.pieces()) {
            if (piece instanceof Piece.CallStart start && start.index() == 0) {
                pieces.addAll(WORDS);
            }
            pieces.add(piece);
        }
        TokenCount more = new TokenCount(tokens.prompt(), tokens.cached(), tokens.reasoning(), completion);
        return new Reply(pieces, reply.finish(), more);
    }
}

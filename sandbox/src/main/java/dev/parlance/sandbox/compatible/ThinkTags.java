package dev.parlance.sandbox.compatible;

import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Piece;
import java.util.ArrayList;
import java.util.List;

/** Puts reasoning between tags into the text, as servers without a reasoning parser do. */
public final class ThinkTags {
    private static final String OPEN = "<think>\n";
    private static final String CLOSE = "\n</think>\n\n";

    private ThinkTags() {}

    /** The same reply without reasoning pieces. A thought that the budget cut off is not closed. */
    public static Reply inline(Reply reply) {
        List<Piece> pieces = new ArrayList<>();
        boolean open = false;
        for (Piece piece : reply.pieces()) {
            switch (piece) {
                case Piece.Reasoning(String text) -> {
                    pieces.add(new Piece.Text(open ? text : OPEN + text));
                    open = true;
                }
                case Piece.Text(String text) -> {
                    pieces.add(new Piece.Text(open ? CLOSE + text : text));
                    open = false;
                }
                case Piece.CallStart start -> {
                    if (open) {
                        pieces.add(new Piece.Text(CLOSE));
                    }
                    open = false;
                    pieces.add(start);
                }
                case Piece.CallArguments arguments -> pieces.add(arguments);
            }
        }
        return new Reply(pieces, reply.finish(), reply.tokens());
    }
}

package dev.parlance.sandbox.replay;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.Turns;
import dev.parlance.sandbox.host.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Call ids that end in a mark of the host and a seal of the reasoning they came with. So a host tells its own calls from foreign ones, and
 * sees whether their reasoning came back unchanged. Pure and thread-safe.
 *
 * @param host keeps the calls of different hosts apart
 * @param form the ids of the host; its first group is at least ten characters long, and the last ten of them carry mark and seal
 */
public record SealedCalls(String host, Pattern form) {
    private static final int MARK = 4;
    private static final int SEAL = 6;

    /** The same reply with sealed ids. */
    public Reply seal(Reply reply) {
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : reply.pieces()) {
            pieces.add(
                    piece instanceof Piece.CallStart(int index, String id, String name)
                            ? new Piece.CallStart(index, sealed(id, reply.reasoning()), name)
                            : piece);
        }
        return new Reply(pieces, reply.finish(), reply.tokens());
    }

    /** Whether the message holds a call of this host that was thought about. */
    public boolean thoughtful(JsonObject message) {
        return Turns.callIds(message).stream().anyMatch(id -> own(id) && !fits(id, ""));
    }

    /** Whether all the message's calls of this host came with exactly that reasoning. */
    public boolean intact(JsonObject message, String reasoning) {
        return Turns.callIds(message).stream().noneMatch(id -> own(id) && !fits(id, reasoning));
    }

    private boolean own(String id) {
        Matcher matcher = form.matcher(id);
        if (!matcher.matches()) {
            return false;
        }
        int start = matcher.end(1) - MARK - SEAL;
        return id.substring(start, start + MARK).equals(mark(id.substring(0, start)));
    }

    private boolean fits(String id, String reasoning) {
        Matcher matcher = form.matcher(id);
        return matcher.matches()
                && id.substring(matcher.end(1) - SEAL, matcher.end(1)).equals(digits("seal", reasoning, SEAL));
    }

    private String sealed(String id, String reasoning) {
        Matcher matcher = form.matcher(id);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("the id " + id + " has not the form " + form);
        }
        String start = id.substring(0, matcher.end(1) - MARK - SEAL);
        return start + mark(start) + digits("seal", reasoning, SEAL) + id.substring(matcher.end(1));
    }

    private String mark(String start) {
        return digits("mark", start, MARK);
    }

    private String digits(String purpose, String text, int length) {
        return Digest.of(host + '\n' + text).hex(purpose, length);
    }
}

package dev.parlance.sandbox.compatible;

import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.Turns;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rule of hosts that want their reasoning back beside calls, as {@code reasoning_content} and word for word
 * (open-multi-agent/open-multi-agent, llm, class "tool-use-only"). The ids of the calls carry a seal of the reasoning, so the host knows
 * its own turns again and leaves foreign ones in peace.
 */
final class EchoedReasoning {
    private static final int SEAL = 12;
    private static final Pattern OWN = Pattern.compile("call_[A-Za-z0-9]{16}([0-9a-f]{12})");

    private EchoedReasoning() {}

    /** The same reply with sealed call ids. */
    static Reply sealed(Reply reply, String host) {
        String seal = seal(host, reply.reasoning());
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece : reply.pieces()) {
            pieces.add(
                    piece instanceof Piece.CallStart(int index, String id, String name)
                            ? new Piece.CallStart(index, id + seal, name)
                            : piece);
        }
        return new Reply(pieces, reply.finish(), reply.tokens());
    }

    /** The place of the first message whose own reasoning is missing or changed, or null when there is none. */
    static @Nullable Integer missing(ChatBody body, String host) {
        List<JsonObject> messages = body.messages();
        for (int index = 0; index < messages.size(); index++) {
            JsonObject message = messages.get(index);
            String echoed = message.text("reasoning_content");
            for (String id : Turns.callIds(message)) {
                Matcher own = OWN.matcher(id);
                if (own.matches()
                        && !own.group(1).equals(seal(host, ""))
                        && !own.group(1).equals(seal(host, echoed == null ? "" : echoed))) {
                    return index;
                }
            }
        }
        return null;
    }

    private static String seal(String host, String reasoning) {
        return Seal.of(host, reasoning, SEAL);
    }
}

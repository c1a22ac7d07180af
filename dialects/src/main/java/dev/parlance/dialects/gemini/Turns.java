package dev.parlance.dialects.gemini;

import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.Members;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.RawJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins what belongs together in a turn of the model: thoughts that a stream left in pieces, the thoughts of another host with the seal on
 * the part after them, and adjacent contents. What began a content after calls is marked, so that it begins one again.
 */
final class Turns {
    private final List<Content> turn;
    private final boolean called;

    /** Nothing but reasoning was read of the next content. */
    private boolean leading;

    private Turns(List<Content> turn) {
        this.turn = new ArrayList<>(turn);
        this.called = turn.stream().anyMatch(Content.ToolCall.class::isInstance);
        this.leading = !turn.isEmpty();
    }

    /** The parts of one content as parts of a turn. */
    static List<Content> read(List<Content> parts) {
        return joined(List.of(), parts);
    }

    /** The turn, with the parts of the next content. */
    static List<Content> joined(List<Content> turn, List<Content> next) {
        Turns joined = new Turns(turn);
        boolean first = !turn.isEmpty();
        for (Content part : next) {
            joined.add(part, first);
            first = false;
        }
        return joined.turn;
    }

    private void add(Content part, boolean first) {
        Content before = turn.isEmpty() ? null : turn.getLast();
        Content joined = switch (part) {
            case Content.Reasoning thought -> joined(before, thought);
            case Content.Text text -> first ? joined(before, text) : null;
            default -> null;
        };
        if (joined == null) {
            turn.add(leading ? marked(part) : part);
        } else {
            turn.set(turn.size() - 1, joined);
        }
        leading &= part instanceof Content.Reasoning;
    }

    /** Pieces of a thought are one thought; a seal belongs to the unsigned thought before it. */
    private static @Nullable Content joined(@Nullable Content before, Content.Reasoning next) {
        if (!(before instanceof Content.Reasoning open) || !isUnsigned(open)) {
            return null;
        }
        if (isUnsigned(next)) {
            return new Content.Reasoning(open.text() + next.text(), null, null, open.payload());
        }
        // A signature of the dialect itself belongs to the part it stood on, and to nothing before.
        boolean own = next.payload().get(Names.SIGNATURE) != null;
        return next.origin() != null && next.text().isEmpty() && !own
                ? new Content.Reasoning(open.text(), next.origin(), next.field(), next.payload())
                : null;
    }

    private static @Nullable Content joined(@Nullable Content before, Content.Text next) {
        return before instanceof Content.Text(String text, Members extra)
                        && extra.isEmpty()
                        && next.extra().isEmpty()
                ? new Content.Text(text + next.text())
                : null;
    }

    private Content marked(Content part) {
        return switch (part) {
            case Content.ToolCall(String id, String name, RawJson arguments, Members extra) ->
                new Content.ToolCall(id, name, arguments, begins(extra));
            case Content.Text(String text, Members extra) -> called ? new Content.Text(text, begins(extra)) : part;
            default -> part;
        };
    }

    private static Members begins(Members extra) {
        return extra.with(Names.BORDER, RawJson.of(JsonValue.of(Names.BEGINS)));
    }

    private static boolean isUnsigned(Content.Reasoning thought) {
        return thought.origin() == null && thought.payload().equals(PartReader.UNSIGNED);
    }
}

package dev.parlance.sandbox.anthropic;

import dev.parlance.sandbox.anthropic.Speech.Part;
import dev.parlance.sandbox.chat.ChatBody;
import dev.parlance.sandbox.chat.Faults;
import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Finish;
import dev.parlance.sandbox.chat.Reply.Piece;
import dev.parlance.sandbox.chat.SimulatedModel;
import dev.parlance.sandbox.host.Digest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets the simulated model answer and orders what it says into blocks: signed thoughts first, then text or calls. */
final class Speaker {
    private final MessagesBody body;
    private final ClaudeModel model;
    private final Thinking thinking;
    private final Faults faults;
    private final Digest digest;
    private final String lastUserText;

    private Speaker(MessagesBody body, ClaudeModel model, Faults faults, Digest digest, String lastUserText) {
        this.body = body;
        this.model = model;
        this.thinking = Thinking.of(body, model);
        this.faults = faults;
        this.digest = digest;
        this.lastUserText = lastUserText;
    }

    static Speech speech(MessagesBody body, ClaudeModel model, ChatBody chat, Faults faults, Digest digest) {
        return new Speaker(body, model, faults, digest, chat.lastUserText()).speech(chat);
    }

    private Speech speech(ChatBody chat) {
        boolean thinks = thinking.thinksOn(body);
        Reply reply = SimulatedModel.reply(
                chat, thinks, (name, position) -> UseIds.of(digest, position, thinks, model), faults);
        if (faults.refusal()) {
            return new Speech(List.of(), "refusal", null, Usage.of(body, reply.tokens(), 0));
        }
        List<Part> parts = new ArrayList<>(thoughts(pieces(reply, Piece.Reasoning.class)));
        List<String> text = pieces(reply, Piece.Text.class);
        String whole = String.join("", text);
        String stopSequence = null;
        String stopReason = word(reply.finish());
        int length = whole.length();
        for (String word : body.stopSequences()) {
            int at = word.isEmpty() ? -1 : whole.substring(0, length).indexOf(word);
            if (at >= 0) {
                length = at;
                stopSequence = word;
                stopReason = "stop_sequence";
            }
        }
        if (reply.finish() == Finish.STOP && pauses()) {
            int half = whole.offsetByCodePoints(0, whole.codePointCount(0, whole.length()) / 2);
            // What is sent back must not end in a blank.
            length = whole.substring(0, half).stripTrailing().length();
            stopReason = "pause_turn";
            stopSequence = null;
        }
        List<String> said = shortened(text, length);
        if (!said.isEmpty()) {
            parts.add(new Part.Text(said));
        }
        parts.addAll(uses(reply));
        long output = reply.tokens().completion() - (text.size() - said.size());
        return new Speech(parts, stopReason, stopSequence, Usage.of(body, reply.tokens(), output));
    }

    /** A paused turn goes on when it is sent back. */
    private boolean pauses() {
        return lastUserText.contains("[[pause]]") && !body.turns().getLast().assistant();
    }

    private List<Part> thoughts(List<String> pieces) {
        if (pieces.isEmpty()) {
            return List.of();
        }
        List<String> shown = thinking.shown() ? pieces : List.of();
        boolean redacted = lastUserText.contains("redacted");
        String nonce = digest.hex("thought", 16);
        int count = redacted ? 2 : 1;
        List<Part> thoughts = new ArrayList<>();
        String signature = new Seal(nonce, 0, count).signature(model, String.join("", shown));
        thoughts.add(new Part.Thought(shown, signature));
        if (redacted) {
            thoughts.add(new Part.Redacted(new Seal(nonce, 1, count).data(model)));
        }
        return thoughts;
    }

    private static List<Part> uses(Reply reply) {
        List<Part> uses = new ArrayList<>();
        for (Piece piece : reply.pieces()) {
            switch (piece) {
                case Piece.CallStart(int index, String id, String name) -> uses.add(new Part.Use(id, name, List.of()));
                case Piece.CallArguments(int index, String text) -> {
                    if (uses.removeLast() instanceof Part.Use(String id, String name, List<String> before)) {
                        List<String> pieces = new ArrayList<>(before);
                        pieces.add(text);
                        uses.add(new Part.Use(id, name, pieces));
                    }
                }
                case Piece.Reasoning other -> {}
                case Piece.Text other -> {}
            }
        }
        return uses;
    }

    private static List<String> pieces(Reply reply, Class<? extends Piece> kind) {
        List<String> pieces = new ArrayList<>();
        for (Piece piece : reply.pieces()) {
            String text = text(piece);
            if (kind.isInstance(piece) && text != null) {
                pieces.add(text);
            }
        }
        return pieces;
    }

    private static @Nullable String text(Piece piece) {
        return switch (piece) {
            case Piece.Reasoning(String text) -> text;
            case Piece.Text(String text) -> text;
            case Piece.CallStart start -> null;
            case Piece.CallArguments arguments -> null;
        };
    }

    private static List<String> shortened(List<String> pieces, int length) {
        List<String> kept = new ArrayList<>();
        int left = length;
        for (String piece : pieces) {
            if (left <= 0) {
                break;
            }
            kept.add(piece.length() <= left ? piece : piece.substring(0, left));
            left -= piece.length();
        }
        return kept;
    }

    private static String word(Finish finish) {
        return switch (finish) {
            case STOP -> "end_turn";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case CONTENT_FILTER -> "refusal";
        };
    }
}

package dev.parlance.sandbox.chat;

import java.util.ArrayList;
import java.util.List;

/** What the simulated model says, before a host spells it: pieces in order, one token each, the reason it stopped and the token counts. */
public record Reply(List<Piece> pieces, Finish finish, TokenCount tokens) {

    /** One token of output, or the opening of a tool call. */
    public sealed interface Piece {
        /** A token of reasoning. */
        record Reasoning(String text) implements Piece {}

        /** A token of the visible answer. */
        record Text(String text) implements Piece {}

        /**
         * A tool call begins; its arguments follow.
         *
         * @param index zero-based place among the calls of this answer
         */
        record CallStart(int index, String id, String name) implements Piece {}

        /** A token of the arguments of a call. */
        record CallArguments(int index, String text) implements Piece {}
    }

    /** Why the model stopped. */
    public enum Finish {
        STOP("stop"),
        LENGTH("length"),
        TOOL_CALLS("tool_calls"),
        CONTENT_FILTER("content_filter");

        private final String word;

        Finish(String word) {
            this.word = word;
        }

        /** The word on the wire. */
        public String word() {
            return word;
        }
    }

    /** A whole tool call. */
    public record Call(String id, String name, String arguments) {}

    /**
     * How many tokens went in and out.
     *
     * @param prompt all input, cached input included
     * @param cached input that a former turn left in the cache
     * @param reasoning output that was reasoning
     * @param completion all output, reasoning included
     */
    public record TokenCount(long prompt, long cached, long reasoning, long completion) {
        /** Input and output together. */
        public long total() {
            return prompt + completion;
        }
    }

    public Reply {
        pieces = List.copyOf(pieces);
    }

    /** The whole reasoning, empty when there is none. */
    public String reasoning() {
        StringBuilder joined = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Reasoning(String text)) {
                joined.append(text);
            }
        }
        return joined.toString();
    }

    /** The whole visible answer, empty when there is none. */
    public String text() {
        StringBuilder joined = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Text(String text)) {
                joined.append(text);
            }
        }
        return joined.toString();
    }

    /** The calls, whole. */
    public List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.CallStart(int index, String id, String name) -> calls.add(new Call(id, name, ""));
                case Piece.CallArguments(int index, String text) -> {
                    Call open = calls.removeLast();
                    calls.add(new Call(open.id(), open.name(), open.arguments() + text));
                }
                case Piece.Reasoning reasoning -> {}
                case Piece.Text text -> {}
            }
        }
        return calls;
    }
}

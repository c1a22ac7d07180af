package dev.parlance.sandbox.responses;

import dev.parlance.sandbox.chat.Reply;
import dev.parlance.sandbox.chat.Reply.Finish;
import dev.parlance.sandbox.chat.Reply.Piece;
import java.util.ArrayList;
import java.util.List;

/** One item of an answer, in the pieces in which it is streamed. */
sealed interface OutputItem {
    /** The pieces, in order. */
    List<String> pieces();

    /** The pieces joined. */
    default String text() {
        return String.join("", pieces());
    }

    /** What the model thought. Hosts that show nothing of it send the item all the same. */
    record Thought(List<String> pieces) implements OutputItem {
        public Thought {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * What the model said.
     *
     * @param refusal whether it declined to answer
     */
    record Message(List<String> pieces, boolean refusal) implements OutputItem {
        public Message {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * A call.
     *
     * @param custom whether the tool takes free text
     */
    record Call(String callId, String name, boolean custom, List<String> pieces) implements OutputItem {
        public Call {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * The items of an answer: the thought, the message, the calls.
     *
     * @param thought whether the thought is told of, be it ever so short
     */
    static List<OutputItem> of(Reply reply, ResponsesBody body, boolean thought, boolean refusal) {
        List<String> thinking = new ArrayList<>();
        List<String> message = new ArrayList<>();
        List<List<String>> arguments = new ArrayList<>();
        for (Piece piece : reply.pieces()) {
            switch (piece) {
                case Piece.Reasoning(String text) -> thinking.add(text);
                case Piece.Text(String text) -> message.add(text);
                case Piece.CallStart start -> arguments.add(new ArrayList<>());
                case Piece.CallArguments(int index, String text) ->
                    arguments.getLast().add(text);
            }
        }
        List<OutputItem> items = new ArrayList<>();
        if (thought) {
            items.add(new Thought(thinking));
        }
        if (!message.isEmpty() || reply.calls().isEmpty() && reply.finish() != Finish.LENGTH) {
            items.add(new Message(message, refusal));
        }
        for (int index = 0; index < arguments.size(); index++) {
            Reply.Call call = reply.calls().get(index);
            boolean custom = ToolForm.custom(body, call.name());
            items.add(new Call(call.id(), call.name(), custom, custom ? List.of("sand", "box") : arguments.get(index)));
        }
        return items;
    }
}

package dev.parlance.agent;

import dev.parlance.core.chat.Message;
import java.util.List;

/**
 * What was said and done, to be saved and taken up again. Calls at its end that have no result yet were not finished: a run that takes it up
 * does them first, and no other. Immutable.
 */
public record Transcript(List<Message> messages) {
    public Transcript {
        messages = List.copyOf(messages);
    }

    /** As JSON on one line. */
    public String toJson() {
        return TranscriptWriter.write(messages);
    }

    /** From {@link #toJson}. @throws ParlanceException.InvalidRequest when it is something else */
    public static Transcript ofJson(String json) {
        return new Transcript(TranscriptReader.read(json));
    }
}

package dev.parlance.gateway;

import dev.parlance.core.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of one attempt, for the client and the log.
 *
 * @param model {@code provider/model}
 * @param outcome {@link #ANSWERED}, {@link #BEATEN} or the label of its error
 */
record AttemptNote(String model, String outcome) {
    static final String ANSWERED = "answered";

    /** Another that was asked beside it answered first. */
    static final String BEATEN = "beaten";

    AttemptNote(String model, ErrorKind error) {
        this(model, error.label());
    }

    /** For example {@code moonshot/kimi-k2.6=rate-limited; openai/gpt-5.4=answered}. */
    static String summary(List<AttemptNote> notes) {
        List<String> words = new ArrayList<>();
        notes.forEach(note -> words.add(note.model() + "=" + note.outcome()));
        return String.join("; ", words);
    }
}

package dev.parlance.schema;

import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Content;
import dev.parlance.core.chat.StopReason;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;

/** Tells an answer that is no whole text from one whose text is wrong: only the latter can be corrected by asking again. */
final class AnswerEnd {
    private AnswerEnd() {}

    /** Throws what the answer's end means, if it is not a good one. */
    static void check(ChatResponse response) {
        response.orThrow();
        StopReason stop = response.stop();
        StopReason.Kind kind = stop == null ? StopReason.Kind.OTHER : stop.kind();
        String told = stop == null || stop.raw() == null ? kind.label() : stop.raw();
        if (kind == StopReason.Kind.CONTENT_FILTER) {
            throw new ParlanceException.ContentFiltered(Failure.of(
                            "The host's content filter cut the answer (finish reason " + told + ")",
                            "Change the prompt.")
                    .withBody(response.text()));
        }
        for (Content part : response.content()) {
            if (part instanceof Content.Refusal(String words)) {
                throw new ParlanceException.ContentFiltered(
                        Failure.of("The model refused to answer: " + words, "Change the prompt."));
            }
        }
        if (kind == StopReason.Kind.LENGTH) {
            throw new ParlanceException.StreamTruncated(Failure.of(
                            "The output budget cut the answer before its JSON was whole (finish reason " + told + ")",
                            "Raise max-output-tokens (16,000 or more for thinking models), or ask for less.")
                    .withBody(response.text()));
        }
        if (response.text().isBlank()) {
            throw new ParlanceException.UnsupportedRequest(Failure.of(
                    "The model called tools or sent media and no text, so there is no value to read",
                    "Ask without tools, or let an agent run them."));
        }
    }
}

package dev.parlance.dialects;

import dev.parlance.core.chat.Origin;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.raw.FrameKinds;
import dev.parlance.core.raw.RawAnswer;
import dev.parlance.core.raw.TokenSeals;
import dev.parlance.dialects.anthropic.MessageEventKinds;
import dev.parlance.dialects.gemini.PieceKinds;
import dev.parlance.dialects.openaichat.ChunkKinds;
import dev.parlance.dialects.openairesponses.ResponseEventKinds;
import dev.parlance.dialects.shared.SealedReasoning;
import org.jspecify.annotations.Nullable;

/** Answers that can go to their client as the bytes they are. */
public final class RawAnswers {
    private RawAnswers() {}

    /**
     * A reader for such an answer, or null when it must be decoded: it is an error, the client speaks another dialect, or the answer has a
     * form that the client does not know.
     *
     * @param request what was sent, whichever lane it went
     * @param dialect the client's
     */
    public static @Nullable RawAnswer of(PreparedRequest request, String dialect, ResponseHead head) {
        boolean own = dialect.equals(request.profile().dialect());
        boolean respelled = request.profile().mergedChoices()
                || request.profile().cumulativeDeltas()
                || request.profile().reasoning().tags() != null
                || !request.textCalls().isEmpty();
        if (!own || respelled || head.status() >= 300 || head.header("content-encoding") != null) {
            return null;
        }
        return of(request.decoder(head), dialect, request.origin());
    }

    /** The same, where it is known that it can go so. @throws IllegalArgumentException when no client speaks that dialect */
    public static RawAnswer of(ResponseDecoder decoder, String dialect, Origin origin) {
        TokenSeals seals = origin.model() == null
                ? TokenSeals.none()
                : TokenSeals.by(event -> SealedReasoning.sealed(event, origin));
        return new RawAnswer(decoder, kinds(dialect), seals);
    }

    private static FrameKinds kinds(String dialect) {
        return switch (dialect) {
            case "openai-chat" -> new ChunkKinds();
            case "openai-responses" -> new ResponseEventKinds();
            case "anthropic-messages" -> new MessageEventKinds();
            case "gemini" -> new PieceKinds();
            default -> throw new IllegalArgumentException(dialect);
        };
    }
}

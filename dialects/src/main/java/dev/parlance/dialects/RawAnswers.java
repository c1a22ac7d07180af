package dev.parlance.dialects;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.Thinking;
import dev.parlance.core.dialect.InboundRequest;
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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers that can go to their client as the bytes they are. In doubt they are decoded, and written as the client's dialect has it. One that
 * calls tools is understood from its first call on, for hosts forget the ids of calls, or stop as if there were none.
 */
public final class RawAnswers {
    private static final FrameKinds CHUNKS = new ChunkKinds();
    private static final FrameKinds RESPONSE_EVENTS = new ResponseEventKinds();
    private static final FrameKinds MESSAGE_EVENTS = new MessageEventKinds();
    private static final FrameKinds PIECES = new PieceKinds();

    /** How the first field of an event stream may begin. */
    private static final String STREAMS = "deir:";

    private RawAnswers() {}

    /**
     * Whether an answer to that request can be passed on, should it come in the form that was asked for.
     *
     * @param asked what the client asked; words may be cut
     * @param prepared what is sent, whichever lane it goes
     * @param remembered whether somebody must hear what the model thinks
     */
    public static boolean isPossible(InboundRequest asked, PreparedRequest prepared, boolean remembered) {
        Profile profile = prepared.profile();
        String dialect = asked.request().dialect();
        boolean respelled = profile.mergedChoices()
                || profile.cumulativeDeltas()
                || profile.reasoning().tags() != null
                || !prepared.textCalls().isEmpty();
        if (dialect == null || !dialect.equals(profile.dialect()) || respelled) {
            return false;
        }
        FrameKinds kinds = kinds(dialect);
        return kinds.canPass(asked, prepared) && (!remembered || kinds.canGoOn() && !thinks(asked, profile));
    }

    private static boolean thinks(InboundRequest asked, Profile profile) {
        return switch (profile.reasoning().thinks()) {
            case ALWAYS, BY_DEFAULT -> true;
            case ON_REQUEST -> !(asked.request().thinking() instanceof Thinking.Default);
            case NEVER, UNKNOWN -> false;
        };
    }

    /**
     * A reader for an answer that {@link #isPossible could} be passed on, or null when it must be decoded after all: it is an error, or has a
     * form that the client does not know.
     *
     * @param dialect the client's, and the host's
     * @param remembered whether somebody must hear what the model thinks: then its first thought is where it goes on by events
     * @param first its first bytes; the position stays where it is
     */
    public static @Nullable RawAnswer of(
            PreparedRequest request,
            String dialect,
            boolean streaming,
            boolean remembered,
            ResponseHead head,
            ByteBuffer first) {
        FrameKinds kinds = kinds(dialect);
        if (head.status() >= 300
                || head.header("content-encoding") != null
                || !isAsAsked(streaming, head, first)
                || streaming && !kinds.begins(text(first))) {
            return null;
        }
        Predicate<ChatEvent> isToBeRead = event ->
                event instanceof ChatEvent.ToolCallStarted || remembered && event instanceof ChatEvent.ReasoningDelta;
        return of(request.decoder(head), dialect, request.origin(), kinds.canGoOn() ? isToBeRead : event -> false);
    }

    /** The same, where it is known that all of it can go so. @throws IllegalArgumentException when no client speaks that dialect */
    public static RawAnswer of(ResponseDecoder decoder, String dialect, Origin origin) {
        return of(decoder, dialect, origin, event -> false);
    }

    /** The same for an answer that must be understood from some event on. */
    public static RawAnswer of(
            ResponseDecoder decoder, String dialect, Origin origin, Predicate<ChatEvent> isToBeRead) {
        TokenSeals seals = origin.model() == null
                ? TokenSeals.none()
                : TokenSeals.by(event -> SealedReasoning.sealed(event, origin));
        return new RawAnswer(decoder, kinds(dialect), seals, isToBeRead);
    }

    /** Some hosts stream what was asked for plain, or the other way round. */
    private static boolean isAsAsked(boolean streaming, ResponseHead head, ByteBuffer first) {
        String told = head.header("content-type");
        String type = told == null ? "" : told.toLowerCase(Locale.ROOT);
        int at = first.position();
        while (at < first.limit() && first.get(at) >= 0 && first.get(at) <= ' ') {
            at++;
        }
        if (at == first.limit()) {
            return false;
        }
        byte start = first.get(at);
        return streaming
                ? type.startsWith("text/event-stream") && STREAMS.indexOf(start) >= 0
                : type.startsWith("application/json") && start == '{';
    }

    private static String text(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return new String(copy, StandardCharsets.ISO_8859_1);
    }

    private static FrameKinds kinds(String dialect) {
        return switch (dialect) {
            case "openai-chat" -> CHUNKS;
            case "openai-responses" -> RESPONSE_EVENTS;
            case "anthropic-messages" -> MESSAGE_EVENTS;
            case "gemini" -> PIECES;
            default -> throw new IllegalArgumentException(dialect);
        };
    }
}

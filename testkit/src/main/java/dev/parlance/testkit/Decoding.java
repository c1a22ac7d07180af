package dev.parlance.testkit;

import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseDialect;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.dialects.Dialects;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Feeds bytes to decoders, whole or in pieces. */
public final class Decoding {
    private Decoding() {}

    /** The recorded answer, folded. */
    public static ChatResponse whole(Exchange exchange, Profile profile) {
        return fold(events(exchange.response(), exchange.head(), profile, () -> Integer.MAX_VALUE));
    }

    /** The events of an answer that arrives in pieces of the sizes that the supplier gives, each at least 1. */
    public static List<ChatEvent> events(byte[] answer, ResponseHead head, Profile profile, Supplier<Integer> pieces) {
        ResponseDialect dialect = Objects.requireNonNull(Dialects.readable(profile.dialect()));
        ResponseDecoder decoder = dialect.decoder(head, profile);
        List<ChatEvent> events = new ArrayList<>();
        for (int from = 0; from < answer.length; ) {
            int length = Math.min(Math.max(1, pieces.get()), answer.length - from);
            decoder.feed(ByteBuffer.wrap(answer, from, length), events::add);
            from += length;
        }
        decoder.end(events::add);
        return events;
    }

    /** Folds events. */
    public static ChatResponse fold(List<ChatEvent> events) {
        ResponseFold fold = new ResponseFold(null);
        events.forEach(fold);
        return fold.response();
    }
}

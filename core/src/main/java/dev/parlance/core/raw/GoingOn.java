package dev.parlance.core.raw;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.dialect.ResponseDecoder;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where an answer stops being passed on, because the rest of it must be understood.
 *
 * @param passedOn whether something that a client shows or acts on has been passed on; else nothing of the answer needs to be, for the events
 *     tell all of it
 * @param events what is told already and was not passed on
 * @param decoder reads what comes next
 * @param rest bytes that came already and are still to be read
 */
public record GoingOn(boolean passedOn, List<ChatEvent> events, ResponseDecoder decoder, ByteBuffer rest) {}

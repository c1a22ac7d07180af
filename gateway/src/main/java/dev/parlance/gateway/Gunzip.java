package dev.parlance.gateway;

import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.compression.ZlibWrapper;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Unpacks the body of an answer as it comes. Of one lane; to be closed. */
final class Gunzip implements AutoCloseable {
    /** What goes into an accept-encoding header, and comes back in content-encoding. */
    static final String NAME = "gzip";

    private static final String CODING = "content-encoding";

    /** Of what one read unpacks to; the decoders refuse less. */
    private static final int MOST = 256 << 20;

    private final EmbeddedChannel unpacking =
            new EmbeddedChannel(ZlibCodecFactory.newZlibDecoder(ZlibWrapper.GZIP, MOST));

    private Gunzip() {}

    /** For an answer that is packed, else null. Other codings are not asked for; a decoder says that it cannot read them. */
    static @Nullable Gunzip of(ResponseHead head) {
        String coding = head.header(CODING);
        return coding != null && coding.strip().toLowerCase(Locale.ROOT).matches("(x-)?gzip") ? new Gunzip() : null;
    }

    /** The head of what comes out. */
    static ResponseHead unpacked(ResponseHead head) {
        Map<String, List<String>> headers = new HashMap<>(head.headers());
        headers.remove(CODING);
        return new ResponseHead(head.status(), headers);
    }

    /**
     * Unpacks more.
     *
     * @param packed stays the caller's
     * @throws ParlanceException.MalformedResponse when it is not packed so
     */
    void feed(ByteBuf packed, Consumer<ByteBuffer> out) {
        try {
            unpacking.writeInbound(packed.retainedDuplicate());
        } catch (DecompressionException faulty) {
            throw new ParlanceException.MalformedResponse(
                    Failure.of("The answer says that it is packed with gzip, and is not"));
        }
        for (ByteBuf more = unpacking.readInbound(); more != null; more = unpacking.readInbound()) {
            try {
                out.accept(more.nioBuffer());
            } finally {
                more.release();
            }
        }
    }

    @Override
    public void close() {
        try {
            unpacking.finishAndReleaseAll();
        } catch (DecompressionException told) {
            // It looks once more at what it could not unpack.
        }
    }
}

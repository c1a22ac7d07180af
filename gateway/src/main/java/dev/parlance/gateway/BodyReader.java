package dev.parlance.gateway;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads JSON bodies up to a limit. Stateless; each body has a reading of its own. */
final class BodyReader {
    /** Who wants the body. One of the methods is called, unless the client hangs up before. */
    interface Receiver {
        /** The whole body. */
        void body(byte[] body);

        /** There will be none, and this is the status and error to answer with. */
        void refused(int status, ParlanceException error);
    }

    /** Room made on the client's word alone; the rest is made when bytes come. */
    private static final int PROMISED = 1 << 20;

    /** No array can be larger everywhere. */
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private final long limit;

    BodyReader(long limit) {
        this.limit = limit;
    }

    /** Reads the body of that request. */
    void read(HttpServerRequest request, Receiver receiver) {
        String type = request.getHeader("content-type");
        long announced = announced(request);
        String coding = coding(request);
        if (!isJson(type) || announced > limit || coding != null) {
            discard(request);
            if (announced > limit) {
                receiver.refused(413, tooLarge());
            } else {
                receiver.refused(415, coding == null ? notJson(type) : coded(coding));
            }
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            request.response().writeContinue();
        }
        new Reading(request, new byte[Math.clamp(announced, 0, PROMISED)], receiver).begin();
    }

    private final class Reading {
        private final HttpServerRequest request;
        private final Receiver receiver;
        private byte @Nullable [] body;
        private int length;

        Reading(HttpServerRequest request, byte[] body, Receiver receiver) {
            this.request = request;
            this.body = body;
            this.receiver = receiver;
        }

        void begin() {
            request.handler(this::take);
            request.endHandler(end -> finish());
            request.exceptionHandler(this::broken);
        }

        /** A client that hangs up while sending is nobody's error; one whose chunks are none is told before the connection is closed. */
        private void broken(Throwable cause) {
            boolean waiting = body != null;
            body = null;
            if (waiting && (cause instanceof DecoderException || cause instanceof IllegalArgumentException)) {
                receiver.refused(400, unreadable());
            }
        }

        private void take(Buffer more) {
            byte[] soFar = body;
            if (soFar == null) {
                return;
            }
            int size = more.length();
            if (length + (long) size > limit) {
                body = null;
                discard(request);
                receiver.refused(413, tooLarge());
                return;
            }
            if (soFar.length - length < size) {
                soFar = Arrays.copyOf(soFar, Math.max(length + size, (int) Math.min(2L * soFar.length, LARGEST)));
                body = soFar;
            }
            more.getBytes(0, size, soFar, length);
            length += size;
        }

        private void finish() {
            byte[] whole = body;
            if (whole != null) {
                body = null;
                receiver.body(length == whole.length ? whole : Arrays.copyOf(whole, length));
            }
        }
    }

    /** What still comes is read and thrown away: a client that is cut off while sending does not get to read the answer. */
    static void discard(HttpServerRequest request) {
        request.handler(unread -> {});
        request.endHandler(end -> {});
    }

    /** In what the body is wrapped, or null when it is sent as it is. Unpacking would let a small body become a huge one. */
    private static @Nullable String coding(HttpServerRequest request) {
        String content = request.getHeader("content-encoding");
        if (content != null && !content.isBlank() && !content.strip().equalsIgnoreCase("identity")) {
            return content;
        }
        String transfer = request.getHeader("transfer-encoding");
        return transfer == null || transfer.strip().equalsIgnoreCase("chunked") ? null : transfer;
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException unreadable) {
            return -1;
        }
    }

    /** Nothing else is taken: a browser may send other types to this port from any page, but JSON only with our consent. */
    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private static ParlanceException notJson(@Nullable String type) {
        return new ParlanceException.InvalidRequest(Failure.of(
                type == null ? "The request has no content type" : "The content type " + type + " is not JSON",
                "Send the header content-type: application/json."));
    }

    private static ParlanceException coded(String coding) {
        return new ParlanceException.InvalidRequest(Failure.of(
                "The request body is encoded as " + coding + ", which is not taken", "Send the body as plain JSON."));
    }

    private static ParlanceException unreadable() {
        return new ParlanceException.InvalidRequest(
                Failure.of("The chunks of the request body cannot be told apart", "Send the body as HTTP has it."));
    }

    static ParlanceException tooSlow(Duration limit) {
        return new ParlanceException.TimedOut(Failure.of(
                        "The request did not arrive within " + limit.toSeconds() + " s",
                        "Send it faster, or start the gateway with a larger body-timeout.")
                .withStatus(408));
    }

    private ParlanceException tooLarge() {
        return new ParlanceException.RequestTooLarge(Failure.of(
                "The request body is larger than " + limit + " bytes",
                "Send less, or start the gateway with a larger --max-body."));
    }
}

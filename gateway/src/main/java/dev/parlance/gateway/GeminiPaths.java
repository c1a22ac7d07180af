package dev.parlance.gateway;

import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The paths of Gemini clients, which name model and method: {@code /v1beta/models/{model}:generateContent},
 * {@code :streamGenerateContent} and {@code :countTokens}. The model holds a slash of its own, written as it is or as {@code %2F}.
 */
final class GeminiPaths {
    private static final String[] PREFIXES = {"/v1beta/models/", "/v1/models/"};
    private static final String PLAIN = ":generateContent";
    private static final String STREAMED = ":streamGenerateContent";
    private static final String COUNTED = ":countTokens";

    private final Lane lane;
    private final InboundDialect dialect;
    private final ErrorReply errors;
    private final BodyReader bodies;

    GeminiPaths(Lane lane, InboundDialect dialect, BodyReader bodies) {
        this.lane = lane;
        this.dialect = dialect;
        this.errors = new ErrorReply(dialect, lane.providers().isSandbox());
        this.bodies = bodies;
    }

    /** Takes the request if its path is one of these. */
    boolean handles(HttpServerRequest request, ClientKeys.Client client) {
        String called = called(request.path());
        if (called == null) {
            return false;
        }
        boolean streaming = called.endsWith(STREAMED);
        boolean counting = called.endsWith(COUNTED);
        if (!streaming && !counting && !called.endsWith(PLAIN)) {
            return false;
        }
        if (!request.method().equals(HttpMethod.POST)) {
            request.response().putHeader("allow", "POST");
            errors.send(
                    request,
                    405,
                    new ParlanceException.InvalidRequest(
                            Failure.of(request.path() + " does not take " + request.method(), "Use POST.")));
            return true;
        }
        String model = AddressText.ofPath(called.substring(0, called.lastIndexOf(':')));
        if (model == null) {
            BodyReader.discard(request);
            errors.send(
                    request,
                    new ParlanceException.InvalidRequest(Failure.of(
                            "The model in the path holds a percent sign that two hexadecimal digits do not follow",
                            "Write a percent sign as %25.")));
            return true;
        }
        boolean events = "sse".equals(AddressText.parameter(request, "alt"));
        RequestTarget asked = new RequestTarget(model, streaming, events, Map.of());
        if (counting) {
            new CountExchange(lane, dialect, errors, request, asked).start(bodies);
        } else {
            new ChatExchange(lane, dialect, errors, request, asked, client).start(bodies);
        }
        return true;
    }

    private static @Nullable String called(@Nullable String path) {
        if (path == null) {
            return null;
        }
        for (String prefix : PREFIXES) {
            if (path.startsWith(prefix)) {
                return path.substring(prefix.length());
            }
        }
        return null;
    }
}

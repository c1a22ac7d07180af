package dev.parlance.gateway.observation;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends the exporter's requests with the JDK's client. A request that fails is not sent again: the next one comes in a few seconds. */
final class JdkHttpSender implements HttpSender {
    private static final byte[] NOTHING = {};

    private final HttpSenderConfig settings;
    private final HttpClient client;

    JdkHttpSender(HttpSenderConfig settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.getConnectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> answered, Consumer<Throwable> failed) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(settings.getEndpoint())
                    .timeout(settings.getTimeout())
                    .header("content-type", settings.getContentType());
            Map<String, List<String>> headers = settings.getHeadersSupplier().get();
            headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
            request.POST(HttpRequest.BodyPublishers.ofByteArray(body(message, request)));
            var unused = client.sendAsync(request.build(), BodyHandlers.discarding())
                    .whenComplete((answer, cause) -> {
                        if (cause == null) {
                            answered.accept(new Answer(answer.statusCode()));
                        } else {
                            failed.accept(cause);
                        }
                    });
        } catch (IOException | RuntimeException unsendable) {
            failed.accept(unsendable);
        }
    }

    private byte[] body(MessageWriter message, HttpRequest.Builder request) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        @Nullable Compressor compressor = settings.getCompressor();
        if (compressor == null) {
            message.writeMessage(body);
        } else {
            request.header("content-encoding", compressor.getEncoding());
            try (OutputStream compressed = compressor.compress(body)) {
                message.writeMessage(compressed);
            }
        }
        return body.toByteArray();
    }

    @Override
    public CompletableResultCode shutdown() {
        client.shutdownNow();
        return CompletableResultCode.ofSuccess();
    }

    private record Answer(int status) implements HttpResponse {
        @Override
        public int getStatusCode() {
            return status;
        }

        @Override
        public String getStatusMessage() {
            return "";
        }

        @Override
        public byte[] getResponseBody() {
            return NOTHING;
        }
    }
}

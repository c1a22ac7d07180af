package dev.parlance.conformance;

import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.dialect.WireRequest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Posts requests to the gateway and reads whatever comes back, a broken answer up to where it broke. Thread-safe. */
final class Wire implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Settings settings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;

    /** HTTP/1.1, because the JDK's client otherwise asks for HTTP/2 by an upgrade, which some servers answer with an error. */
    Wire(Settings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(threads)
                .build();
    }

    /** Asks and waits for the end of the answer. @throws Shortfall when none begins, or none ends within the deadline */
    Heard ask(Door door, ChatRequest request) {
        NativeClient client = new NativeClient(door);
        WireRequest wire = client.spelled(request);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        AtomicReference<@Nullable ResponseHead> head = new AtomicReference<>();
        CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(http(door, wire), info -> {
            head.set(new ResponseHead(info.statusCode(), info.headers().map()));
            return HttpResponse.BodySubscribers.ofByteArrayConsumer(chunk -> chunk.ifPresent(body::writeBytes));
        });
        await(answer, head);
        ResponseHead seen = head.get();
        if (seen == null) {
            throw Shortfall.failed("No answer began");
        }
        return heard(client.decoder(seen, request.model()), seen, body.toByteArray());
    }

    private void await(CompletableFuture<HttpResponse<Void>> answer, AtomicReference<@Nullable ResponseHead> head) {
        try {
            answer.get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw Shortfall.failed(
                    "No end of the answer within " + settings.deadline().toSeconds() + " s");
        } catch (ExecutionException broken) {
            if (head.get() == null) {
                throw Shortfall.failed("The connection failed: " + broken.getCause());
            }
            // The decoder says what is missing from an answer that broke off.
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw Shortfall.skipped("The run was stopped");
        }
    }

    private HttpRequest http(Door door, WireRequest wire) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.baseUrl() + wire.path()))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(wire.body().bytes()));
        wire.headers().forEach(request::header);
        door.headers(settings.key()).forEach(request::setHeader);
        return request.build();
    }

    private static Heard heard(ResponseDecoder decoder, ResponseHead head, byte[] body) {
        List<ChatEvent> events = new ArrayList<>();
        decoder.feed(ByteBuffer.wrap(body), events::add);
        decoder.end(events::add);
        ResponseFold fold = new ResponseFold("the gateway");
        events.forEach(fold);
        return new Heard(head.status(), fold.response(), events, adjustments(head.header("x-parlance-adjustments")));
    }

    private static List<String> adjustments(@Nullable String header) {
        return header == null
                ? List.of()
                : Arrays.stream(header.split(";", -1))
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList();
    }

    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}

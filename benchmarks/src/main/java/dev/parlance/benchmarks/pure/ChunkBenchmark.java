package dev.parlance.benchmarks.pure;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.dialect.StreamEncoder;
import dev.parlance.core.wire.JsonWriter;
import dev.parlance.dialects.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One chunk of a recorded stream. Each invocation takes the next one; after the last a new answer begins, so that its cost is spread over all. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init")
public class ChunkBenchmark {
    private static final String REQUEST =
            "{\"model\":\"bench\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],"
                    + "\"stream\":true,\"stream_options\":{\"include_usage\":true}}";

    /** The recording: text, reasoning and text, tool calls. */
    @Param({
        "openai-chat/ddtrace-chat-completion-stream-prompt-caching-cache-read",
        "moonshot/vercel-moonshotai-stream-stream",
        "deepseek/vercel-deepseek-tool-call-stream"
    })
    public String recording;

    private final List<ByteBuffer> chunks = new ArrayList<>();
    private final Profile profile = Catalog.bundled().resolve("openai-compatible", "bench");
    private final Dialect dialect = Objects.requireNonNull(Dialects.outbound(profile.dialect()));
    private final InboundDialect inbound = Objects.requireNonNull(Dialects.inbound("openai-chat"));
    private final InboundRequest request = inbound.decodeRequest(REQUEST.getBytes(StandardCharsets.UTF_8));
    private final JsonWriter out = new JsonWriter(1024);
    private int next;
    private ResponseDecoder decoder;
    private StreamEncoder encoder;

    /** Cuts the recording into its events. */
    @Setup
    public void cut() throws IOException {
        String path = "/recordings/" + recording + "/response.sse";
        try (InputStream stream = ChunkBenchmark.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IOException("There is no recording " + path);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
            for (String event : text.split("(?<=\n\n)", -1)) {
                if (!event.isBlank()) {
                    chunks.add(ByteBuffer.wrap(event.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        begin();
    }

    /** Bytes to events. */
    @Benchmark
    public void decode(Blackhole seen) {
        feed(seen::consume);
    }

    /** Bytes to events to the bytes that a client of the gateway gets. */
    @Benchmark
    public byte[] decodeAndWrite() {
        feed(event -> encoder.encode(event, out));
        byte[] bytes = out.toBytes();
        out.reset();
        return bytes;
    }

    private void feed(Consumer<ChatEvent> sink) {
        ByteBuffer chunk = chunks.get(next++);
        decoder.feed(chunk.rewind(), sink);
        if (next == chunks.size()) {
            decoder.end(sink);
            begin();
        }
    }

    private void begin() {
        next = 0;
        decoder = dialect.decoder(ResponseHead.OK, profile);
        encoder = inbound.streamEncoder(request, new Origin("moonshot", "openai-chat"));
    }
}

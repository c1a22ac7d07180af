package dev.parlance.agent.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * One JSON text a line over the pipes of a child process. Stands in for the SDK's own transport, which leaves requests waiting when the
 * process ends, and its children running. Pipes cannot be interrupted, so each has a thread that ends with the process.
 */
final class StdioTransport implements McpClientTransport {
    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final byte[] STOP = new byte[0];

    private final ServerProcess process;
    private final String name;
    private final McpJsonMapper mapper;
    private final Duration grace;
    private final Consumer<String> ended;
    private final LastWords noise = new LastWords();
    private final BlockingQueue<byte[]> outgoing = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> outputEnded = new CompletableFuture<>();
    private volatile boolean over;

    /** @param ended takes how it came, once, when the process has ended or fallen silent for good */
    StdioTransport(ServerProcess process, String name, McpJsonMapper mapper, Duration grace, Consumer<String> ended) {
        this.process = process;
        this.name = name;
        this.mapper = mapper;
        this.grace = grace;
        this.ended = ended;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> {
            Thread.ofPlatform()
                    .daemon()
                    .name(McpServers.THREADS + name + " output")
                    .start(() -> read(handler));
            Thread.ofPlatform()
                    .daemon()
                    .name(McpServers.THREADS + name + " input")
                    .start(this::write);
            Thread.ofVirtual().name(McpServers.THREADS + name + " end").start(this::watch);
        });
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromCallable(() -> {
            if (over) {
                throw new IOException("The server has ended");
            }
            outgoing.add(mapper.writeValueAsBytes(message));
            return null;
        });
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> {
            over = true;
            outgoing.clear();
            outgoing.add(STOP);
            process.close(grace);
        });
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return mapper.convertValue(data, type);
    }

    /** What it wrote on standard output and on standard error beside messages; waits a moment for a process that is gone. */
    String lastWords() throws InterruptedException {
        String errors = process.lastWords(MOMENT);
        String other = noise.text();
        return (errors.isEmpty() ? "" : "\nIts last words on standard error:\n" + errors)
                + (other.isEmpty() ? "" : "\nOn standard output, where only messages may be, it wrote:\n" + other);
    }

    void noteFamily() {
        process.noteFamily();
    }

    private void read(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        try (MessageLines lines = new MessageLines(process.output())) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                received(new String(line, StandardCharsets.UTF_8), handler);
            }
            outputEnded.complete("");
        } catch (IOException broken) {
            String words = broken.getMessage();
            outputEnded.complete(words == null ? "" : " " + words);
        }
    }

    private void received(String line, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        if (line.isBlank()) {
            return;
        }
        JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(mapper, line);
        } catch (IOException | RuntimeException noMessage) {
            // Many servers greet on standard output. What is no message is passed over and shown when something goes
            // wrong.
            noise.add(line);
            return;
        }
        handler.apply(Mono.just(message)).subscribe(done -> {}, failed -> noise.add(line));
    }

    private void write() {
        try (OutputStream input = process.input()) {
            for (byte[] message = outgoing.take(); message != STOP; message = outgoing.take()) {
                input.write(message);
                input.write('\n');
                input.flush();
            }
        } catch (IOException | InterruptedException gone) {
            // A process that no longer reads has ended or soon will; its end is what is reported.
        }
    }

    private void watch() {
        CompletableFuture.anyOf(process.ended(), outputEnded).join();
        // The last messages of a process that is gone are read first; children may hold its pipe open for ever.
        waitFor(outputEnded);
        waitFor(process.ended());
        over = true;
        outgoing.add(STOP);
        ended.accept(process.end() + outputEnded.getNow(""));
    }

    private static void waitFor(CompletableFuture<?> event) {
        try {
            event.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | InterruptedException notNow) {
            // It is enough to know the other of the two.
        }
    }
}

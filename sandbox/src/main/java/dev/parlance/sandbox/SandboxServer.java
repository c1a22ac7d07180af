package dev.parlance.sandbox;

import static dev.parlance.sandbox.host.Members.member;
import static dev.parlance.sandbox.host.Members.object;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parlance.sandbox.anthropic.AnthropicHost;
import dev.parlance.sandbox.azure.AzureFoundryHost;
import dev.parlance.sandbox.azure.AzureOpenAiHost;
import dev.parlance.sandbox.compatible.CompatibleHosts;
import dev.parlance.sandbox.copilot.CopilotHost;
import dev.parlance.sandbox.deepseek.DeepSeekHost;
import dev.parlance.sandbox.gemini.GeminiHost;
import dev.parlance.sandbox.groq.GroqHost;
import dev.parlance.sandbox.host.SandboxAnswer;
import dev.parlance.sandbox.host.SandboxAnswer.Chunk;
import dev.parlance.sandbox.host.SandboxAnswer.Ending;
import dev.parlance.sandbox.host.SandboxHost;
import dev.parlance.sandbox.host.SandboxRequest;
import dev.parlance.sandbox.local.LlamaCppHost;
import dev.parlance.sandbox.local.LmStudioHost;
import dev.parlance.sandbox.local.OllamaHost;
import dev.parlance.sandbox.local.OpenAiCompatibleHost;
import dev.parlance.sandbox.local.VllmHost;
import dev.parlance.sandbox.minimax.MiniMaxHost;
import dev.parlance.sandbox.mistral.MistralHost;
import dev.parlance.sandbox.moonshot.MoonshotHost;
import dev.parlance.sandbox.moonshot.MoonshotPlanHost;
import dev.parlance.sandbox.openai.OpenAiHost;
import dev.parlance.sandbox.openrouter.OpenRouterHost;
import dev.parlance.sandbox.qiniu.QiniuHost;
import dev.parlance.sandbox.xai.XaiHost;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serves the simulated hosts over real HTTP on 127.0.0.1: {@code http://127.0.0.1:PORT/<host>/} stands for the host's base URL. Thread-safe.
 * Closing it ends open streams at once.
 */
public final class SandboxServer implements AutoCloseable {
    private static final int KEPT_REQUESTS = 100;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final Map<String, SandboxHost> HOSTS = newHosts();

    static {
        // Without this the JDK server lets Nagle's algorithm hold back small chunks. It reads the property once, when
        // its class loads.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        // The default of 200 closes connections under a client that holds more of them, in the middle of its next
        // request.
        setUnlessSet("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private final HttpServer server;
    private final Map<String, SandboxHost> hosts = newHosts();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger openStreams = new AtomicInteger();
    private final AtomicLong abortedStreams = new AtomicLong();
    private final ArrayDeque<SandboxRequest> received = new ArrayDeque<>();

    private SandboxServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts the server.
     *
     * @param port the port on 127.0.0.1, or 0 for any free one
     * @throws UncheckedIOException when the port cannot be had; the message names the setting
     */
    public static SandboxServer start(int port) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 1024);
        } catch (IOException unusable) {
            throw new UncheckedIOException(
                    "The sandbox cannot listen on 127.0.0.1:" + port + " (" + unusable.getMessage()
                            + "). Another program probably uses that port: choose another with --port, or 0 for any free one.",
                    unusable);
        }
        SandboxServer sandbox = new SandboxServer(server);
        server.createContext("/", sandbox::handle);
        server.setExecutor(sandbox.threads);
        server.start();
        return sandbox;
    }

    /** The names of the simulated hosts. */
    public static List<String> hosts() {
        return List.copyOf(HOSTS.keySet());
    }

    /** The port on which it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** What stands for the host's base URL, for example {@code http://127.0.0.1:4681/moonshot}. */
    public String baseUrl(String host) {
        return "http://127.0.0.1:" + port() + "/" + host(host).name();
    }

    /**
     * The same for any host of the catalog: the old inference route is one of Foundry's, and hosts without a simulation of their own are stood
     * for by {@code openai-compatible}.
     */
    public String standIn(String host) {
        if (host.equals("azure-model-inference")) {
            return baseUrl("azure-foundry") + "/models";
        }
        return baseUrl(HOSTS.containsKey(host) ? host : "openai-compatible");
    }

    /** The model ids that the host lists. */
    public List<String> models(String host) {
        return host(host).models();
    }

    /** How many streamed answers are under way. */
    public int openStreams() {
        return openStreams.get();
    }

    /** How many streamed answers ended early because the client hung up. */
    public long abortedStreams() {
        return abortedStreams.get();
    }

    /** The latest requests, oldest first, at most a hundred, with whole paths and with the values of key headers replaced. */
    public List<SandboxRequest> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        SandboxRequest request = read(exchange);
        synchronized (received) {
            if (received.size() == KEPT_REQUESTS) {
                received.removeFirst();
            }
            received.addLast(request.redacted());
        }
        SandboxAnswer answer = route(request);
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        if (answer.streamed()) {
            stream(exchange, answer);
        } else {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            boolean headless = body.length == 0 || request.method().equals("HEAD");
            for (Chunk chunk : answer.chunks()) {
                await(chunk);
            }
            exchange.sendResponseHeaders(answer.status(), headless ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                if (!headless) {
                    out.write(body);
                }
            }
        }
    }

    private void stream(HttpExchange exchange, SandboxAnswer answer) throws IOException {
        openStreams.incrementAndGet();
        try {
            exchange.sendResponseHeaders(answer.status(), 0);
            OutputStream out = exchange.getResponseBody();
            // The head leaves at once, as a host's does that begins to think.
            out.flush();
            for (Chunk chunk : answer.chunks()) {
                await(chunk);
                out.write(chunk.text().getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            if (answer.ending() == Ending.CUT) {
                throw new CutOff();
            }
            out.close();
        } catch (CutOff wanted) {
            throw wanted;
        } catch (IOException hungUp) {
            abortedStreams.incrementAndGet();
            throw hungUp;
        } finally {
            openStreams.decrementAndGet();
        }
    }

    private void await(Chunk chunk) throws IOException {
        if (chunk.delay().isZero()) {
            return;
        }
        try {
            if (closing.await(chunk.delay().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new CutOff();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CutOff(stopped);
        }
    }

    private SandboxAnswer route(SandboxRequest request) {
        int slash = request.path().indexOf('/', 1);
        String name =
                slash < 0 ? request.path().replace("/", "") : request.path().substring(1, slash);
        SandboxHost host = hosts.get(name);
        if (host == null) {
            return SandboxAnswer.json(
                    404,
                    object(
                            "error",
                            object(
                                    member("type", "unknown_sandbox_host"),
                                    member(
                                            "message",
                                            "The sandbox has no host '" + name + "'. It has: "
                                                    + String.join(", ", HOSTS.keySet())
                                                    + ". The first path segment names the host, for example /"
                                                    + hosts().getFirst() + "/chat/completions."))));
        }
        return host.answer(request.withPath(slash < 0 ? "/" : request.path().substring(slash)));
    }

    private static SandboxRequest read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String query = exchange.getRequestURI().getRawQuery();
        return new SandboxRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query == null ? "" : query,
                headers,
                exchange.getRequestBody().readAllBytes());
    }

    private static SandboxHost host(String name) {
        SandboxHost host = HOSTS.get(name);
        if (host == null) {
            throw new IllegalArgumentException("The sandbox has no host '" + name + "'. It has: " + hosts());
        }
        return host;
    }

    /** Hosts that remember answers do so for one server. */
    private static Map<String, SandboxHost> newHosts() {
        return hostsByName(
                new MoonshotHost(),
                new MoonshotPlanHost(),
                new AzureFoundryHost(),
                new AzureOpenAiHost(),
                new OpenAiHost(),
                new OpenAiCompatibleHost(),
                new OpenRouterHost(),
                new MistralHost(),
                new GroqHost(),
                new VllmHost(),
                new OllamaHost(),
                new LlamaCppHost(),
                new LmStudioHost(),
                CompatibleHosts.doubao(),
                CompatibleHosts.hunyuan(),
                CompatibleHosts.mimo(),
                CompatibleHosts.alibaba(),
                CompatibleHosts.zai(),
                CompatibleHosts.perplexity(),
                CompatibleHosts.cerebras(),
                CompatibleHosts.huggingface(),
                new DeepSeekHost(),
                new XaiHost(),
                new MiniMaxHost(),
                new QiniuHost(),
                new CopilotHost(),
                new AnthropicHost(),
                new GeminiHost());
    }

    private static Map<String, SandboxHost> hostsByName(SandboxHost... hosts) {
        Map<String, SandboxHost> byName = new LinkedHashMap<>();
        for (SandboxHost host : hosts) {
            byName.put(host.name(), host);
        }
        return byName;
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Leaves the handler so that the JDK server closes the connection without the last chunk of the body. */
    private static final class CutOff extends IOException {
        private static final long serialVersionUID = 1L;

        CutOff() {
            super("the body breaks off on purpose");
        }

        CutOff(InterruptedException stopped) {
            super("the sandbox is closing", stopped);
        }
    }
}

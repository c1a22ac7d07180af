package dev.parlance.agent.mcp;

import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Streamable HTTP, as the SDK speaks it. */
record HttpWire(HttpClientStreamableHttpTransport transport, HttpClient client, ExecutorService threads)
        implements Wire {
    static HttpWire to(McpServer.Remote server, McpSettings settings) throws LinkFailure {
        HttpRequest.Builder requests = HttpRequest.newBuilder();
        for (Map.Entry<String, String> header : server.headers().entrySet()) {
            try {
                requests.header(header.getKey(), header.getValue());
            } catch (IllegalArgumentException refused) {
                // Its message may show the value.
                throw new LinkFailure(
                        McpFault.Kind.NOT_STARTED, "The header “" + header.getKey() + "” cannot be sent.");
            }
        }
        URI uri = server.uri();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
                .name(McpServers.THREADS + server.name() + " http")
                .factory());
        HttpClient client = HttpClient.newBuilder()
                .executor(threads)
                .connectTimeout(settings.startDeadline())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        WatchedClient watched = new WatchedClient(client);
        return new HttpWire(
                HttpClientStreamableHttpTransport.builder(uri.getScheme() + "://" + uri.getRawAuthority())
                        .endpoint(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                        .clientBuilder(new GivenClient(watched))
                        .requestBuilder(requests)
                        .addHttpRequestCustomizer(watched)
                        .jsonMapper(SdkJson.MAPPER)
                        .maxResponseSize(MessageLines.LONGEST)
                        .build(),
                client,
                threads);
    }

    @Override
    public String lastWords() {
        return "";
    }

    @Override
    public void started() {}

    @Override
    public void close(Duration grace) {
        client.shutdownNow();
        threads.shutdownNow();
    }
}

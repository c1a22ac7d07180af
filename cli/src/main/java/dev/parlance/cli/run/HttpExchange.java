package dev.parlance.cli.run;

import dev.parlance.providers.Version;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request with its redirects, each of which is held to the same rules as the first address.
 *
 * @param local whether addresses of this machine and of private networks may be called
 */
record HttpExchange(boolean local, Duration limit) {
    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_BYTES = 256 << 10;
    private static final int MOST_CHARACTERS = 32_000;

    /**
     * The answer for the model.
     *
     * @param body what is posted, or null to get
     */
    String ask(URI first, @Nullable String body, String type) throws ToolFault, IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limit)
                .version(HttpClient.Version.HTTP_1_1)
                // A proxy would look the name up itself, and elsewhere than where it was checked.
                .proxy(HttpClient.Builder.NO_PROXY)
                .build()) {
            try {
                return follow(client, first, body, type);
            } catch (HttpTimeoutException silent) {
                throw new ToolFault("The server did not answer within " + limit.toSeconds() + " s.");
            } catch (ConnectException nobody) {
                throw new ToolFault("There is no connection to " + first + ".");
            } finally {
                client.shutdownNow();
            }
        }
    }

    private String follow(HttpClient client, URI first, @Nullable String body, String type)
            throws ToolFault, IOException, InterruptedException {
        URI url = first;
        String sent = body;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            check(url);
            HttpResponse<InputStream> response = client.send(request(url, sent, type), BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                String location = response.headers().firstValue("location").orElse(null);
                int status = response.statusCode();
                if (status < 301 || status > 308 || location == null || status == 304) {
                    return told(url, response, in);
                }
                URI next = next(url, location);
                if (status < 307) {
                    sent = null;
                } else if (sent != null && !sameServer(url, next)) {
                    throw new ToolFault("The server wants the body to be sent to " + next + " instead. Ask for that.");
                }
                url = next;
            }
        }
        throw new ToolFault("More than " + MOST_REDIRECTS + " redirects; the last one leads to " + url);
    }

    private static URI next(URI url, String location) throws ToolFault {
        URI next;
        try {
            next = url.resolve(location);
        } catch (IllegalArgumentException wrong) {
            throw new ToolFault("The server redirects to what is no URL: " + location);
        }
        if ("https".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(next.getScheme())) {
            throw new ToolFault("The server redirects from https to " + next + ", which is not followed.");
        }
        return HttpTool.url(next.toString());
    }

    private static boolean sameServer(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }

    /**
     * Java keeps what it looked up, so that the connection goes to the addresses that are looked at here.
     *
     * @throws ToolFault when one of them may not be called
     */
    void check(URI url) throws ToolFault {
        String host = url.getHost();
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            throw new ToolFault("There is no host " + host + ".");
        }
        for (InetAddress address : addresses) {
            if (!local && !PublicAddress.is(address)) {
                throw new ToolFault("Refused: " + host + " is on this machine or in a private network ("
                        + address.getHostAddress() + "), which this run may not call. The user can allow it with"
                        + " --allow local.");
            }
        }
    }

    private HttpRequest request(URI url, @Nullable String body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(limit)
                .header("User-Agent", "parlance/" + Version.text())
                .header("Accept", "*/*");
        return body == null
                ? request.build()
                : request.header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
    }

    private static String told(URI url, HttpResponse<InputStream> response, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        boolean cut = bytes.length > MOST_BYTES;
        String text = cut ? beginning(bytes) : TextFile.text(bytes);
        String head = "status " + response.statusCode() + "\nurl " + url + "\ncontent-type "
                + response.headers().firstValue("content-type").orElse("not told") + "\n\n";
        if (text == null) {
            return head + "[no UTF-8 text, " + (cut ? "more than " : "") + Math.min(bytes.length, MOST_BYTES)
                    + " bytes]";
        }
        boolean shorter = text.length() > MOST_CHARACTERS;
        return head
                + (shorter ? text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS / 2)) : text)
                + (cut || shorter ? "\n[The rest is left out; there is more than can be shown.]" : "");
    }

    /** Bytes that end anywhere, so perhaps within a letter. */
    private static @Nullable String beginning(byte[] bytes) {
        return TextFile.looksBinary(bytes) ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}

package dev.parlance.peers;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The JDK's client and a string, which nothing can undercut. */
public final class Main {
    private static final String BODY = "{\"model\":\"bench\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hi\"}]}";

    public static void main(String[] arguments) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0] + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .header("authorization", "Bearer any")
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        Course.run(() -> client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}

package dev.parlance.gateway;

import dev.parlance.providers.Version;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** The answers that are no calls: health and a word at the root. */
final class Pages {
    private final Lane lane;

    Pages(Lane lane) {
        this.lane = lane;
    }

    void health(HttpServerRequest request) {
        send(request, 200, "text/plain", Buffer.buffer("ok\n"));
    }

    void metrics(HttpServerRequest request) {
        String accept = request.getHeader("accept");
        lane.elsewhere(
                () -> lane.observation().metrics(accept),
                page -> {
                    if (!request.response().ended() && !request.response().closed()) {
                        send(request, 200, page.contentType(), Buffer.buffer(page.body()));
                    }
                },
                failed -> send(
                        request,
                        500,
                        "text/plain",
                        Buffer.buffer(failed.failure().message() + "\n")));
    }

    void readiness(HttpServerRequest request) {
        boolean ready = !lane.isDraining();
        send(request, ready ? 200 : 503, "text/plain", Buffer.buffer(ready ? "ready\n" : "draining\n"));
    }

    void root(HttpServerRequest request) {
        send(
                request,
                200,
                "text/plain",
                Buffer.buffer("Parlance " + Version.text() + (lane.providers().isSandbox() ? ", sandbox" : "")
                        + "\nThe base URL for OpenAI clients is /v1 here. GET /v1/models lists the models.\n"));
    }

    static void send(HttpServerRequest request, int status, String type, Buffer body) {
        HttpServerResponse response = request.response().setStatusCode(status).putHeader("content-type", type);
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("content-length", Integer.toString(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }
}

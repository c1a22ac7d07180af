package dev.parlance.gateway;

import dev.parlance.core.wire.JsonWriter;
import dev.parlance.providers.ListedModel;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Version;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers that are no calls: the list of models, health and a word at the root. */
final class Pages {
    private final Lane lane;
    private byte @Nullable [] models;
    private @Nullable Providers listed;

    Pages(Lane lane) {
        this.lane = lane;
    }

    void models(HttpServerRequest request) {
        if (lane.providers().isSandbox()) {
            request.response().putHeader("x-parlance-sandbox", "true");
        }
        byte[] list = models;
        Providers current = lane.providers();
        if (list == null || listed != current) {
            // Not at the start: that would resolve every model of every host before the first call.
            list = list(current.models(), current.isSandbox());
            models = list;
            listed = current;
        }
        send(request, 200, "application/json", Buffer.buffer(list));
    }

    void health(HttpServerRequest request) {
        send(request, 200, "text/plain", Buffer.buffer("ok\n"));
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

    private static void send(HttpServerRequest request, int status, String type, Buffer body) {
        HttpServerResponse response = request.response().setStatusCode(status).putHeader("content-type", type);
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("content-length", Integer.toString(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }

    private static byte[] list(List<ListedModel> models, boolean sandbox) {
        JsonWriter out = new JsonWriter(4096);
        out.beginObject().name("object").string("list").name("data").beginArray();
        for (ListedModel model : models) {
            out.beginObject()
                    .name("id")
                    .string(model.id())
                    .name("object")
                    .string("model")
                    .name("created")
                    .number(0);
            out.name("owned_by").string(model.provider());
            if (sandbox) {
                out.name("sandbox").bool(true);
            }
            if (model.retired()) {
                out.name("retired").bool(true);
            }
            out.endObject();
        }
        out.endArray();
        if (sandbox) {
            out.name("sandbox").bool(true);
        }
        return out.endObject().toBytes();
    }
}

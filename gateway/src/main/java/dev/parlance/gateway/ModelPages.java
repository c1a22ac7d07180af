package dev.parlance.gateway;

import dev.parlance.core.wire.JsonWriter;
import dev.parlance.providers.ListedModel;
import dev.parlance.providers.Providers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lists of models, in the words of whoever asks: each dialect has a list of its own form, and some clients read it before they call. */
final class ModelPages {
    private static final String OPENAI = "/v1/models";
    private static final String GOOGLE = "/v1beta/models";

    private final Lane lane;
    private final Map<ModelListForm, byte[]> lists = new EnumMap<>(ModelListForm.class);
    private Map<String, ListedModel> models = Map.of();
    private @Nullable Providers listed;

    ModelPages(Lane lane) {
        this.lane = lane;
    }

    /** The whole list. */
    void list(HttpServerRequest request) {
        refresh();
        ModelListForm form = form(request);
        send(
                request,
                lists.computeIfAbsent(
                        form,
                        wanted -> wanted.list(
                                new ArrayList<>(models.values()),
                                lane.providers().isSandbox())));
    }

    /** Describes the one model that the path names, if it names one that is there. */
    boolean describes(HttpServerRequest request) {
        String path = request.path();
        String prefix = path == null || !request.method().equals(HttpMethod.GET)
                ? null
                : path.startsWith(OPENAI + "/") ? OPENAI : path.startsWith(GOOGLE + "/") ? GOOGLE : null;
        if (path == null || prefix == null) {
            return false;
        }
        refresh();
        String id = AddressText.ofPath(path.substring(prefix.length() + 1));
        ListedModel model = id == null ? null : models.get(id);
        if (model == null) {
            return false;
        }
        JsonWriter out = new JsonWriter(256);
        form(request).one(model, lane.providers().isSandbox(), out);
        send(request, out.toBytes());
        return true;
    }

    private static ModelListForm form(HttpServerRequest request) {
        String path = request.path();
        if (path != null && path.startsWith(GOOGLE)) {
            return ModelListForm.GEMINI;
        }
        return request.getHeader("anthropic-version") == null ? ModelListForm.OPENAI : ModelListForm.ANTHROPIC;
    }

    /** Not at the start: that would resolve every model of every host before the first call. */
    private void refresh() {
        Providers current = lane.providers();
        if (listed != current) {
            Map<String, ListedModel> byId = new LinkedHashMap<>();
            List<ListedModel> all = current.models();
            lane.upstreams()
                    .aliases()
                    .forEach((name, alias) ->
                            byId.put(name, new ListedModel(name, alias.first().split("/", 2)[0], false)));
            all.forEach(model -> byId.putIfAbsent(model.id(), model));
            models = byId;
            lists.clear();
            listed = current;
        }
    }

    private void send(HttpServerRequest request, byte[] body) {
        if (lane.providers().isSandbox()) {
            request.response().putHeader("x-parlance-sandbox", "true");
        }
        Pages.send(request, 200, "application/json", Buffer.buffer(body));
    }
}

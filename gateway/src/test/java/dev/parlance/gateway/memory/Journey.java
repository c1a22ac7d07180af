package dev.parlance.gateway.memory;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.chat.ChatEvent;
import dev.parlance.core.chat.ChatResponse;
import dev.parlance.core.chat.Origin;
import dev.parlance.core.chat.ResponseFold;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.dialect.ResponseDecoder;
import dev.parlance.core.dialect.ResponseHead;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.dialects.Dialects;
import dev.parlance.dialects.shared.SealedReasoning;
import dev.parlance.providers.Header;
import dev.parlance.providers.Providers;
import dev.parlance.providers.Target;
import dev.parlance.providers.UpstreamRequest;
import dev.parlance.sandbox.SandboxServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way of a call through the gateway, without its server: the steps are those of an exchange, the host is real HTTP to the sandbox. */
final class Journey {
    private final Providers providers;
    private final HttpClient http;
    private final InboundDialect inbound;
    private final String model;
    private final boolean stream;

    /** One call, as far as it came. */
    record Passed(
            int status,
            JsonObject sent,
            List<Adjustment> adjustments,
            Restored restored,
            List<JsonValue> issued,
            @Nullable ParlanceException failure,
            JsonObject answer) {
        boolean repaired() {
            return adjustments.stream()
                    .anyMatch(adjustment -> adjustment.kind() == Adjustment.Kind.REPAIRED
                            && adjustment.rule().equals("gateway/reasoning-memory#restore"));
        }
    }

    Journey(SandboxServer sandbox, HttpClient http, String dialect, String model, boolean stream) {
        this.providers = Providers.sandbox(Map.of(), Catalog.bundled(), sandbox::standIn);
        this.http = http;
        this.inbound = Objects.requireNonNull(Dialects.inbound(dialect));
        this.model = model;
        this.stream = stream;
    }

    Passed call(Client client, ReasoningMemory memory, String caller) throws Exception {
        RequestTarget asked =
                inbound.name().equals("gemini") ? new RequestTarget(model, stream, true, Map.of()) : RequestTarget.NONE;
        InboundRequest decoded = inbound.decodeRequest(client.body(model, stream), asked);
        Target target = providers.target(decoded.request().model(), inbound.name());
        Restored restored = memory.restore(caller, decoded, target, Policy.ADAPT);
        PreparedRequest prepared = target.prepare(restored.request(), Policy.ADAPT);
        Rememberer rememberer = memory.rememberer(caller, decoded::request, target, prepared);
        HttpResponse<byte[]> response = send(target.upstream(prepared, stream));
        Origin origin = prepared.origin();
        boolean own = origin.dialect().equals(inbound.name());
        ResponseFold fold = new ResponseFold(origin.issuer());
        ResponseFold issued = new ResponseFold(origin.issuer());
        ResponseDecoder decoder = prepared.decoder(
                new ResponseHead(response.statusCode(), response.headers().map()));
        Consumer<ChatEvent> sink = event -> {
            if (rememberer != null) {
                rememberer.accept(event);
            }
            issued.accept(event);
            fold.accept(own ? SealedReasoning.sealed(event, origin) : event);
        };
        decoder.feed(ByteBuffer.wrap(response.body()), sink);
        decoder.end(sink);
        ChatResponse answer = fold.response();
        return new Passed(
                response.statusCode(),
                (JsonObject) prepared.wire().body().value(),
                prepared.adjustments(),
                restored,
                Evidence.issued(issued.response()),
                answer.error(),
                answer.error() == null
                        ? (JsonObject) Json.parse(inbound.encodeResponse(answer, decoded, origin))
                        : (JsonObject) Json.parse(inbound.encodeError(answer.error())));
    }

    private HttpResponse<byte[]> send(UpstreamRequest upstream) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(upstream.url())
                .POST(HttpRequest.BodyPublishers.ofByteArray(upstream.body().bytes()));
        for (Header header : upstream.headers()) {
            request.setHeader(header.name(), header.revealed());
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}

package dev.parlance.providers;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.catalog.DialectSwitch;
import dev.parlance.core.catalog.Negotiation;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.chat.Parameters;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.wire.JsonValue;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where one model is asked, and all that is known about it there. Immutable and thread-safe.
 *
 * @param other the same model in the dialect that takes what this one refuses, or null when there is none
 */
public record Target(
        Endpoint endpoint,
        Profile profile,
        Dialect dialect,
        @Nullable Target other) {
    /** What answers, as callers name it: {@code provider/model}. */
    public String modelName() {
        return endpoint.name() + "/" + profile.model();
    }

    /**
     * Prepares the request: the model's name at its host, the endpoint's defaults, then steps 1 to 3 of the one straight way. Needs no key.
     *
     * @throws dev.parlance.core.error.ParlanceException.UnsupportedRequest when it cannot be sent, or the policy refuses an adjustment
     */
    public PreparedRequest prepare(ChatRequest request, Policy policy) {
        DialectSwitch dialectSwitch = profile.dialectSwitch();
        if (other != null && dialectSwitch != null && Negotiation.holds(dialectSwitch.when(), request, profile)) {
            return switched(other, dialectSwitch, request, policy);
        }
        AdjustmentLog log = new AdjustmentLog(policy);
        ChatRequest.Builder atHost = request.toBuilder().model(profile.model());
        AzureVersion version = AzureVersion.of(endpoint);
        if (version != null) {
            version.hold(request, atHost, log);
        }
        Parameters parameters = request.parameters();
        for (Map.Entry<Parameter, Parameters.Asked> entry :
                endpoint.defaults().asked().entrySet()) {
            if (!parameters.asked().containsKey(entry.getKey())) {
                parameters = parameters.with(entry.getKey(), entry.getValue().value());
            }
        }
        return Preparation.prepare(atHost.parameters(parameters).build(), profile, dialect, policy)
                .after(log.adjustments());
    }

    private PreparedRequest switched(Target target, DialectSwitch dialectSwitch, ChatRequest request, Policy policy) {
        AdjustmentLog log = new AdjustmentLog(policy);
        // The wish goes where it is taken, whole; whatever the other dialect has no word for is reported by itself.
        log.add(Adjustment.of(
                "dialect",
                Adjustment.Kind.REPAIRED,
                JsonValue.of(profile.dialect()),
                JsonValue.of(target.profile().dialect()),
                dialectSwitch.source()));
        return target.prepare(request, policy).after(log.adjustments());
    }

    /** The same for a client's request: what had to be decided while reading it is under the policy too, and listed first. */
    public PreparedRequest prepare(InboundRequest inbound, Policy policy) {
        AdjustmentLog reading = new AdjustmentLog(policy);
        inbound.adjustments().forEach(reading::add);
        return prepare(inbound.request(), policy).after(inbound.adjustments());
    }

    /**
     * The request for the wire.
     *
     * @param streaming whether the answer shall be streamed, which the accept header says
     * @throws dev.parlance.core.error.ParlanceException.Unauthenticated when a key is needed and missing
     */
    public UpstreamRequest upstream(PreparedRequest prepared, boolean streaming) {
        endpoint.requireCredential();
        return preview(prepared, streaming);
    }

    /** The same for showing only: a missing key is no error and its place is masked. Never to be sent. */
    public UpstreamRequest preview(PreparedRequest prepared, boolean streaming) {
        Map<String, String> headers = new TreeMap<>(prepared.profile().headers());
        headers.putAll(prepared.wire().headers());
        return new UpstreamRequest(
                endpoint.url(prepared.wire().path(), profile.model()),
                endpoint.headers(streaming, headers, prepared.profile().keyHeader()),
                prepared.wire().body());
    }
}

package dev.parlance.providers;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.catalog.DialectSwitch;
import dev.parlance.core.catalog.Negotiation;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.raw.RawRequest;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.providers.Deployments.Deployment;
import dev.parlance.providers.credential.Token;
import dev.parlance.providers.credential.TokenSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where one model is asked, and all that is known about it there. Immutable and thread-safe.
 *
 * @param model the model as its caller names it, without the provider
 * @param deployment what serves it
 * @param other the same model in the dialect that takes what this one refuses, or null when there is none
 */
public record Target(
        Endpoint endpoint,
        String model,
        Deployment deployment,
        Profile profile,
        Dialect dialect,
        @Nullable Target other) {
    private static final System.Logger LOG = System.getLogger(Target.class.getName());

    /** What answers, as callers name it: {@code provider/model}. */
    public String modelName() {
        return endpoint.name() + "/" + model;
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
        ChatRequest.Builder atHost = request.toBuilder().model(deployment.name());
        AzureVersion version = AzureVersion.of(endpoint);
        if (version != null) {
            version.hold(request, atHost, log);
        }
        endpoint.defaults().fill(request, atHost);
        return Preparation.prepare(atHost.build(), endpoint.extraBody(), profile, dialect, policy)
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
     * The same through the raw lane.
     *
     * @return null when the full lane has to do it: it is never wrong, and says what is wrong with a request
     */
    public @Nullable PreparedRequest prepareRaw(RawRequest raw, Policy policy) {
        return raw.prepared(inbound -> prepare(inbound, policy));
    }

    /** Says so when a credential is needed and missing. @throws dev.parlance.core.error.ParlanceException.Unauthenticated then */
    public void requireCredential() {
        endpoint.requireCredential();
    }

    /** The request for the wire, for callers who may wait for a token. See {@link #upstream(PreparedRequest, boolean, Token)}. */
    public UpstreamRequest upstream(PreparedRequest prepared, boolean streaming) {
        endpoint.requireCredential();
        TokenSource source = endpoint.credential();
        return upstream(prepared, streaming, source == null ? null : source.get());
    }

    /**
     * The request for the wire.
     *
     * @param streaming whether the answer shall be streamed, which the accept header says
     * @param token what the endpoint's credential gave, or null when it has none
     * @throws dev.parlance.core.error.ParlanceException.Unauthenticated when a credential is needed and missing
     */
    public UpstreamRequest upstream(PreparedRequest prepared, boolean streaming, @Nullable Token token) {
        endpoint.requireCredential();
        UpstreamRequest request = request(prepared, streaming, token);
        LOG.log(
                System.Logger.Level.DEBUG,
                () -> modelName() + " -> " + request.url() + ", deployment " + deployment.name() + " ("
                        + deployment.found().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "), dialect "
                        + prepared.profile().dialect() + ", adjusted: "
                        + prepared.adjustments().stream()
                                .map(adjustment -> adjustment.parameter() + "="
                                        + adjustment.kind().label())
                                .toList());
        return request;
    }

    /** The same for showing only: the place of the credential is masked. Never to be sent. */
    public UpstreamRequest preview(PreparedRequest prepared, boolean streaming) {
        return request(prepared, streaming, null);
    }

    private UpstreamRequest request(PreparedRequest prepared, boolean streaming, @Nullable Token token) {
        Map<String, String> ofHost = prepared.profile().headers().always();
        Map<String, String> ofDialect = prepared.wire().headers();
        Map<String, String> headers = Map.of();
        if (!ofHost.isEmpty() || !ofDialect.isEmpty()) {
            headers = new TreeMap<>(ofHost);
            headers.putAll(ofDialect);
        }
        return new UpstreamRequest(
                endpoint.url(prepared.wire().path(), deployment.name(), token),
                endpoint.headers(streaming, headers, prepared.profile().keyHeader(), token),
                prepared.wire().body());
    }
}

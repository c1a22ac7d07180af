package dev.parlance.testkit;

import dev.parlance.catalog.Catalog;
import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.chat.ChatRequest;
import dev.parlance.core.chat.Parameter;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.dialects.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What leaves for a host: body and adjustments.
 *
 * @param body the body as it is sent
 * @param adjustments what was changed
 */
public record Sent(JsonObject body, List<Adjustment> adjustments) {

    /** A Chat request of a client, sent to a model at a host. The model member is put in. */
    public static Sent to(String host, String model, String chatRequest) {
        JsonObject request = (JsonObject) Json.parse(chatRequest);
        String body = Json.text(request.with("model", JsonValue.of(model)));
        InboundRequest inbound = Objects.requireNonNull(Dialects.inbound("openai-chat"))
                .decodeRequest(body.getBytes(StandardCharsets.UTF_8));
        Sent sent = to(host, inbound.request());
        List<Adjustment> all = new ArrayList<>(inbound.adjustments());
        all.addAll(sent.adjustments());
        return new Sent(sent.body(), all);
    }

    /** A request of the library, sent to its model at a host. */
    public static Sent to(String host, ChatRequest request) {
        return to(Catalog.bundled().resolve(host, request.model()), request, Policy.ADAPT);
    }

    /** A request of the library, sent under a profile and policy. */
    public static Sent to(Profile profile, ChatRequest request, Policy policy) {
        Dialect dialect = Objects.requireNonNull(Dialects.outbound(profile.dialect()));
        PreparedRequest prepared = Preparation.prepare(request, profile, dialect, policy);
        return new Sent((JsonObject) prepared.wire().body().value(), prepared.adjustments());
    }

    /** The wanted value of a member of the body, as compact text, or {@code absent}. */
    public String member(String name) {
        JsonValue value = body.get(name);
        return value == null ? "absent" : Json.text(value);
    }

    /** The message at that place. */
    public JsonObject message(int index) {
        return (JsonObject) body.elements("messages").get(index);
    }

    /** The adjustments as short words, for example {@code temperature=dropped}. */
    public List<String> adjusted() {
        return adjustments.stream()
                .map(adjustment ->
                        adjustment.parameter() + "=" + adjustment.kind().label())
                .toList();
    }

    /** The adjustments of one parameter. */
    public List<Adjustment> adjustmentsOf(Parameter parameter) {
        return adjustments.stream()
                .filter(adjustment -> adjustment.parameter().equals(parameter.label()))
                .toList();
    }
}

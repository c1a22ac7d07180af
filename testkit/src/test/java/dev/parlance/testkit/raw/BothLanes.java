package dev.parlance.testkit.raw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.AdjustmentLog;
import dev.parlance.core.catalog.Policy;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.dialect.Dialect;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.Preparation;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.raw.RawRequest;
import dev.parlance.core.raw.RawShape;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.JsonValue;
import dev.parlance.core.wire.JsonValue.JsonArray;
import dev.parlance.core.wire.JsonValue.JsonNumber;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.dialects.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One client's request, to be sent through both lanes under many profiles. Even short strings are cut, for recorded requests are small. */
final class BothLanes {
    private static final int SHORTEST = 8;

    private final String name;
    private final InboundDialect inbound;
    private final @Nullable InboundRequest whole;
    private final @Nullable RawRequest raw;

    BothLanes(String name, String dialect, byte[] body, RequestTarget target) {
        this.name = name;
        this.inbound = Objects.requireNonNull(Dialects.inbound(dialect));
        RawShape shape = Objects.requireNonNull(Dialects.rawShape(dialect)).eager(SHORTEST);
        this.raw = RawRequest.read(body, inbound, target, shape);
        this.whole = read(body, target);
        assertThat(whole != null || raw == null)
                .as("%s: what the full lane refuses, the raw lane refuses", name)
                .isTrue();
    }

    private @Nullable InboundRequest read(byte[] body, RequestTarget target) {
        try {
            return inbound.decodeRequest(body, target);
        } catch (ParlanceException refused) {
            return null;
        }
    }

    /** Whether the raw lane applies. @throws AssertionError when it does, and does not send what the full lane sends */
    boolean agree(Profile profile, Policy policy) {
        PreparedRequest prepared = raw == null ? null : raw.prepared(request -> prepare(request, profile, policy));
        if (prepared == null || whole == null) {
            return false;
        }
        PreparedRequest full;
        try {
            full = prepare(whole, profile, policy);
        } catch (ParlanceException refused) {
            throw new AssertionError(
                    name + ": the raw lane sends to " + profile.host() + "/" + profile.model()
                            + " what the full lane refuses",
                    refused);
        }
        String as = name + " to " + profile.host() + "/" + profile.model();
        assertThat(spelled(Json.parse(prepared.wire().body().bytes())))
                .as(as)
                .isEqualTo(spelled(full.wire().body().value()));
        assertThat(prepared.wire().path()).as(as).isEqualTo(full.wire().path());
        assertThat(prepared.wire().headers()).as(as).isEqualTo(full.wire().headers());
        assertThat(words(prepared.adjustments())).as(as).isEqualTo(words(full.adjustments()));
        assertThat(prepared.textCalls()).as(as).isEqualTo(full.textCalls());
        return true;
    }

    private static PreparedRequest prepare(InboundRequest request, Profile profile, Policy policy) {
        Dialect dialect = Objects.requireNonNull(Dialects.outbound(profile.dialect()));
        AdjustmentLog reading = new AdjustmentLog(policy);
        request.adjustments().forEach(reading::add);
        return Preparation.prepare(request.request(), profile, dialect, policy).after(request.adjustments());
    }

    private static List<String> words(List<Adjustment> adjustments) {
        return adjustments.stream().map(Adjustment::toString).toList();
    }

    /** The JSON with its members in order and numbers as they are spelled. */
    private static String spelled(JsonValue value) {
        return switch (value) {
            case JsonObject(Map<String, JsonValue> members) -> {
                Map<String, String> sorted = new TreeMap<>();
                members.forEach((name, member) -> sorted.put(name, spelled(member)));
                yield sorted.toString();
            }
            case JsonArray(List<JsonValue> elements) -> {
                List<String> texts = new ArrayList<>();
                elements.forEach(element -> texts.add(spelled(element)));
                yield texts.toString();
            }
            case JsonNumber(String literal) -> literal;
            default -> Json.text(value);
        };
    }
}

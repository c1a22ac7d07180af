package dev.parlance.core.raw;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.raw.RawShape.Cut;
import dev.parlance.core.transform.FinalCheck;
import dev.parlance.core.transform.Transform;
import dev.parlance.core.wire.Json;
import dev.parlance.core.wire.RawJson;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client's request with its long strings cut, read by the reader of its dialect. The full lane prepares it like any other, for a host of
 * any dialect; then the client's bytes take their place again.
 *
 * <p>What is checked: the whole body is valid JSON, the cut strings included. The full lane refuses the same bodies.
 */
public final class RawRequest {
    private final byte[] body;
    private final StandIns standIns;
    private final InboundRequest inbound;
    private final boolean readsObjects;

    private RawRequest(byte[] body, StandIns standIns, InboundRequest inbound, boolean readsObjects) {
        this.body = body;
        this.standIns = standIns;
        this.inbound = inbound;
        this.readsObjects = readsObjects;
    }

    /**
     * Reads a request, or leaves it to the full lane.
     *
     * @param body kept; nobody may change it
     * @return null when little would be gained, when it is faulty in any way, or the faults cannot be told
     */
    public static @Nullable RawRequest read(byte[] body, InboundDialect dialect, RequestTarget target, RawShape shape) {
        if (body.length < shape.leastSaved()) {
            return null;
        }
        Cutting cutting = Cutting.of(body, shape);
        if (cutting == null || cutting.saved() < shape.leastSaved()) {
            return null;
        }
        byte[] cut = cutting.written();
        StandIns standIns = cutting.standIns();
        if (Splicing.marks(cut) != standIns.all().size()) {
            return null;
        }
        try {
            return new RawRequest(body, standIns, dialect.decodeRequest(cut, target), dialect.readsObjects());
        } catch (ParlanceException refused) {
            // The full lane says it with the right words and places.
            return null;
        }
    }

    /** The request with its long strings cut. */
    public InboundRequest inbound() {
        return inbound;
    }

    /**
     * Prepares it, or leaves it to the full lane.
     *
     * @param prepare the full lane
     */
    public @Nullable PreparedRequest prepared(Function<InboundRequest, PreparedRequest> prepare) {
        PreparedRequest head;
        try {
            head = prepare.apply(inbound);
        } catch (ParlanceException refused) {
            return null;
        }
        if (weighsWords(head) || quotes(head.adjustments())) {
            return null;
        }
        byte[] spliced = Splicing.spliced(
                body,
                standIns.all(),
                head.wire().body().bytes(),
                !head.adjustments().isEmpty());
        return spliced == null ? null : head.withBody(RawJson.ofTrusted(spliced));
    }

    /** Whether anybody goes by words that are cut. */
    private boolean weighsWords(PreparedRequest head) {
        Profile profile = head.profile();
        boolean translated = !profile.dialect().equals(inbound.request().dialect());
        boolean formatted = inbound.request().responseFormat() != null;
        boolean readsArguments = translated;
        for (Transform transform : profile.transforms()) {
            if (transform.readsWords() && formatted) {
                return true;
            }
            readsArguments |= transform.readsArguments();
        }
        return readsArguments && !argumentsAreObjects()
                || translated && (readsObjects || head.dialect().readsObjects()) && anyLikeAnObject()
                || profile.budget() != null && profile.checks().stream().anyMatch(FinalCheck::weighsWords);
    }

    private boolean argumentsAreObjects() {
        for (StandIn standIn : standIns.all()) {
            if (standIn.cut() == Cut.ARGUMENTS
                    && Splicing.argumentsOf(body, standIn).objectOrNull() == null) {
                return false;
            }
        }
        return true;
    }

    private boolean anyLikeAnObject() {
        for (StandIn standIn : standIns.all()) {
            if (standIn.cut() == Cut.WORDS && standIn.likeAnObject()) {
                return true;
            }
        }
        return false;
    }

    /** Whether an adjustment tells of words that were cut. */
    private static boolean quotes(List<Adjustment> adjustments) {
        for (Adjustment adjustment : adjustments) {
            boolean asked =
                    adjustment.asked() != null && Json.text(adjustment.asked()).contains(StandIns.MARK);
            boolean sent =
                    adjustment.sent() != null && Json.text(adjustment.sent()).contains(StandIns.MARK);
            boolean reason = adjustment.reason() != null && adjustment.reason().contains(StandIns.MARK);
            if (asked || sent || reason) {
                return true;
            }
        }
        return false;
    }
}

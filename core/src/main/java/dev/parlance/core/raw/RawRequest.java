package dev.parlance.core.raw;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Profile;
import dev.parlance.core.dialect.InboundDialect;
import dev.parlance.core.dialect.InboundRequest;
import dev.parlance.core.dialect.PreparedRequest;
import dev.parlance.core.dialect.RequestTarget;
import dev.parlance.core.error.ParlanceException;
import dev.parlance.core.raw.MemberScan.Span;
import dev.parlance.core.transform.FinalCheck;
import dev.parlance.core.transform.Transform;
import dev.parlance.core.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client's request with its long strings cut, read by the reader of its dialect. The full lane prepares it like any other. Where the
 * members that hold the conversation come out as they went in, no rule wanted to change them, and the client's bytes take their place.
 *
 * <p>What is checked: the whole body is valid JSON, the cut strings included. The full lane refuses the same bodies.
 */
public final class RawRequest {
    private final byte[] body;
    private final RawShape shape;
    private final MemberScan scan;
    private final byte[] cut;
    private final InboundRequest inbound;

    private RawRequest(byte[] body, RawShape shape, MemberScan scan, byte[] cut, InboundRequest inbound) {
        this.body = body;
        this.shape = shape;
        this.scan = scan;
        this.cut = cut;
        this.inbound = inbound;
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
        MemberScan scan = MemberScan.cutting(body, shape);
        if (scan == null || scan.saved() < shape.leastSaved()) {
            return null;
        }
        byte[] cut = scan.written();
        try {
            return new RawRequest(body, shape, scan, cut, dialect.decodeRequest(cut, target));
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
    public @Nullable RawPrepared prepared(Function<InboundRequest, PreparedRequest> prepare) {
        PreparedRequest head;
        try {
            head = prepare.apply(inbound);
        } catch (ParlanceException refused) {
            return null;
        }
        Profile profile = head.profile();
        if (!profile.dialect().equals(inbound.request().dialect())
                || weighsWords(profile)
                || quotes(head.adjustments())) {
            return null;
        }
        RawBody spliced = spliced(head.wire().body().bytes());
        return spliced == null ? null : new RawPrepared(inbound, head, spliced);
    }

    /** Whether a rule of the profile goes by words that are cut. */
    private boolean weighsWords(Profile profile) {
        for (Transform transform : profile.transforms()) {
            if (transform.readsArguments() && scan.anyArguments()) {
                return true;
            }
        }
        return profile.budget() != null && profile.checks().stream().anyMatch(FinalCheck::weighsWords);
    }

    private @Nullable RawBody spliced(byte[] encoded) {
        MemberScan found = MemberScan.finding(encoded, shape);
        if (found == null) {
            return null;
        }
        List<Span> places = new ArrayList<>(found.spans());
        places.sort(Comparator.comparingInt(Span::from));
        List<RawBody.Slice> slices = new ArrayList<>(2 * places.size() + 1);
        int done = 0;
        int spliced = 0;
        for (Span place : places) {
            Span own = own(place.canonical());
            if (own == null) {
                continue;
            }
            if (!SameJson.same(cut, own.cutFrom(), encoded, place.from())) {
                return null;
            }
            slices.add(new RawBody.Slice(encoded, done, place.from()));
            slices.add(new RawBody.Slice(body, own.from(), own.to()));
            done = place.to();
            spliced++;
        }
        slices.add(new RawBody.Slice(encoded, done, encoded.length));
        for (Span own : scan.spans()) {
            spliced -= own.cuts() ? 1 : 0;
        }
        return spliced == 0 && !leaks(slices, encoded) ? new RawBody(slices) : null;
    }

    /** The client's member of that name, if anything in it was cut. */
    private @Nullable Span own(String canonical) {
        for (Span span : scan.spans()) {
            if (span.canonical().equals(canonical) && span.cuts()) {
                return span;
            }
        }
        return null;
    }

    private static boolean leaks(List<RawBody.Slice> slices, byte[] encoded) {
        for (RawBody.Slice slice : slices) {
            if (slice.bytes() == encoded
                    && new String(encoded, slice.from(), slice.length(), StandardCharsets.ISO_8859_1)
                            .contains(StandIns.MARK)) {
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

package dev.parlance.conformance;

import java.util.List;
import java.util.Set;

/**
 * What cannot be had, and who says so: the reviewed file {@code impossible.txt}.
 *
 * @param host the host it is about
 * @param model the model at the host, or {@code *} for all
 * @param inbound the client's dialect, or {@code *} for all
 * @param place file and line
 */
public record Impossible(
        String host, String model, String inbound, Set<Feature> features, String evidence, String place) {
    private static final String FILE = "impossible.txt";

    /** All entries: {@code host/model@dialect | features | evidence}, of which model and dialect may be left out. */
    public static List<Impossible> reviewed() {
        return Reviewed.lines(FILE, 3).stream().map(Impossible::of).toList();
    }

    private static Impossible of(Reviewed.Line line) {
        String scope = line.part(0);
        int at = scope.lastIndexOf('@');
        String inbound = at < 0 ? "*" : scope.substring(at + 1);
        String name = at < 0 ? scope : scope.substring(0, at);
        int slash = name.indexOf('/');
        return new Impossible(
                slash < 0 ? name : name.substring(0, slash),
                slash < 0 ? "*" : name.substring(slash + 1),
                inbound,
                Set.copyOf(line.features(1)),
                line.part(2),
                line.place());
    }

    /** Whether it speaks of that place of the matrix. */
    public boolean covers(String ofHost, String ofModel, String ofInbound, Feature feature) {
        return host.equals(ofHost)
                && (model.equals("*") || model.equals(ofModel))
                && (inbound.equals("*") || inbound.equals(ofInbound))
                && features.contains(feature);
    }
}

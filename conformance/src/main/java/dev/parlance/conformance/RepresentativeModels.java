package dev.parlance.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models that stand for each host in the matrix: the reviewed file {@code models.txt}. */
public final class RepresentativeModels {
    private static final String FILE = "models.txt";

    private RepresentativeModels() {}

    /** Model names without their host, by host, in the order of the file. */
    public static Map<String, List<String>> byHost() {
        Map<String, List<String>> models = new LinkedHashMap<>();
        for (Reviewed.Line line : Reviewed.lines(FILE, 2)) {
            if (models.put(line.part(0), line.list(1)) != null) {
                throw new IllegalStateException(line.place() + ": the host " + line.part(0) + " stands twice");
            }
        }
        return models;
    }
}

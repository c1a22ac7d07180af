package dev.parlance.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Features that a client's dialect has no word for, so that its clients cannot ask for them: the reviewed file {@code wordless.txt}. */
final class Wordless {
    private static final String FILE = "wordless.txt";

    private final List<Reviewed.Line> lines;

    private Wordless(List<Reviewed.Line> lines) {
        this.lines = lines;
    }

    static Wordless reviewed() {
        return new Wordless(Reviewed.lines(FILE, 3));
    }

    /** Who says so, or null when the dialect has a word. */
    @Nullable
    String evidence(Door door, Feature feature) {
        for (Reviewed.Line line : lines) {
            if (line.part(0).equals(door.dialect()) && line.features(1).contains(feature)) {
                return line.part(2);
            }
        }
        return null;
    }
}

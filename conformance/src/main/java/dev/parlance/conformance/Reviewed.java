package dev.parlance.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the lists that people keep beside the suite: a line an entry, its parts between bars, comments after a hash. */
final class Reviewed {
    private Reviewed() {}

    /**
     * One entry.
     *
     * @param place file and line, for messages
     */
    record Line(String place, List<String> parts) {
        Line {
            parts = List.copyOf(parts);
        }

        String part(int index) {
            return parts.get(index);
        }

        /** The features named in that part, by their labels and parted by commas. */
        List<Feature> features(int index) {
            List<Feature> features = new ArrayList<>();
            for (String label : list(index)) {
                Feature feature = Feature.ofLabel(label);
                if (feature == null) {
                    throw new IllegalStateException(place + ": there is no feature " + label);
                }
                features.add(feature);
            }
            return features;
        }

        /** The texts in that part, parted by commas. */
        List<String> list(int index) {
            return Arrays.stream(part(index).split(",", -1)).map(String::strip).toList();
        }
    }

    /** The entries of a file with that many parts each. */
    static List<Line> lines(String file, int parts) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String text : text(file).split("\n", -1)) {
            number++;
            if (text.isBlank() || text.startsWith("#")) {
                continue;
            }
            List<String> split =
                    Arrays.stream(text.split("\\|", parts)).map(String::strip).toList();
            String place = file + ":" + number;
            if (split.size() != parts || split.stream().anyMatch(String::isEmpty)) {
                throw new IllegalStateException(place + ": expected " + parts + " parts between bars");
            }
            lines.add(new Line(place, split));
        }
        return lines;
    }

    private static String text(String file) {
        try (InputStream stream = Reviewed.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("The program was built without its list " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

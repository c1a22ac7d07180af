package dev.parlance.schema;

import java.util.List;

/**
 * One thing in JSON that does not fit a type.
 *
 * @param place where, for example {@code $.people[2].age}; {@code $} is the whole
 * @param problem what was expected and what was found, or what the record said against its values
 */
public record ReadingError(String place, String problem) {
    private static final int MOST = 20;

    /** Place and problem as one text that a model can act on. */
    public String sentence() {
        return place + ": " + problem;
    }

    /** The errors as a list, one a line; of very many only the first. */
    static String listed(List<ReadingError> errors) {
        StringBuilder list = new StringBuilder();
        for (ReadingError error : errors.subList(0, Math.min(errors.size(), MOST))) {
            list.append(list.isEmpty() ? "- " : "\n- ").append(error.sentence());
        }
        if (errors.size() > MOST) {
            list.append("\n- and ").append(errors.size() - MOST).append(" more");
        }
        return list.toString();
    }
}

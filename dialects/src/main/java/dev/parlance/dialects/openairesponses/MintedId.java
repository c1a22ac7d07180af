package dev.parlance.dialects.openairesponses;

import org.jspecify.annotations.Nullable;

/**
 * Ids for what a host of another dialect gave none, since clients demand them. They are made from the answer's id and a count, so that two
 * answers of one conversation do not share them; when they come back, they are left out wherever the dialect can do without.
 */
final class MintedId {
    private static final String MARK = "_parlance_";

    private final String answer;

    /** @param responseId the id of the answer, or null when it has none */
    MintedId(@Nullable String responseId) {
        answer = responseId == null ? "0" : Integer.toHexString(responseId.hashCode());
    }

    String message(int number) {
        return of("msg", number);
    }

    String reasoning(int number) {
        return of("rs", number);
    }

    String functionCall(int number) {
        return of("fc", number);
    }

    String image(int number) {
        return of("ig", number);
    }

    /** The id by which a result names its call. */
    String call(int number) {
        return of("call", number);
    }

    static boolean isOurs(@Nullable String id) {
        return id != null && id.contains(MARK);
    }

    private String of(String kind, int number) {
        return kind + MARK + answer + "_" + number;
    }
}

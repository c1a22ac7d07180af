package dev.parlance.conformance;

import java.util.List;

/** What one feature came to. */
public sealed interface Outcome {
    /** All came back as it should. */
    record Works() implements Outcome {}

    /**
     * Answered, and the gateway said what it changed about this feature.
     *
     * @param how as the header has it, for example {@code temperature=dropped}
     */
    record Adjusted(List<String> how) implements Outcome {
        public Adjusted {
            how = List.copyOf(how);
        }
    }

    /** The request was refused, by the gateway or by the host behind it, in so many words. */
    record Refused(String message) implements Outcome {}

    /** Answered without an error, but what the feature is about did not come, and nobody said so. */
    record Absent(String what) implements Outcome {}

    /** Neither a right answer nor an honest refusal. */
    record Failed(String why) implements Outcome {}

    /** The client's dialect has no word for the feature, so there is nothing to ask. */
    record Wordless(String evidence) implements Outcome {}

    /** Not asked in this run. */
    record Skipped(String why) implements Outcome {}

    /** One word for tables: {@code works}, {@code adjusted}, {@code refused}, {@code absent}, {@code FAILED}, {@code no word} or {@code -}. */
    default String word() {
        return switch (this) {
            case Works works -> "works";
            case Adjusted adjusted -> "adjusted";
            case Refused refused -> "refused";
            case Absent absent -> "absent";
            case Failed failed -> "FAILED";
            case Wordless wordless -> "no word";
            case Skipped skipped -> "-";
        };
    }

    /** What there is to say about it; empty when all is said. */
    default String detail() {
        return switch (this) {
            case Works works -> "";
            case Adjusted(List<String> how) -> String.join(", ", how);
            case Refused(String message) -> message;
            case Absent(String what) -> what;
            case Failed(String why) -> why;
            case Wordless(String evidence) -> evidence;
            case Skipped(String why) -> why;
        };
    }
}

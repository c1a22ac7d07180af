package dev.parlance.gateway.memory;

import dev.parlance.core.chat.Content;
import dev.parlance.core.wire.RawJson;
import java.util.List;

/** What the memory holds. Answers are kept once, under a number, and found by what clients hand back of them. */
sealed interface Entry {
    /** About what the cache and a key cost, in bytes. */
    int OVERHEAD = 256;

    /** Its size in bytes, rather too high than too low. */
    int weight();

    /**
     * What is kept of an answer.
     *
     * @param thoughts in the order in which they came; empty when the answer is known to have had none
     * @param text the print of its text
     */
    record Answer(List<Thought> thoughts, List<Call> calls, Print text) implements Entry {
        public Answer {
            thoughts = List.copyOf(thoughts);
            calls = List.copyOf(calls);
        }

        /** Whether any of it is more than text. */
        boolean sealed() {
            return thoughts.stream().anyMatch(thought -> Seals.sealed(thought.reasoning()));
        }

        @Override
        public int weight() {
            long bytes = 2L * OVERHEAD;
            for (Thought thought : thoughts) {
                Content.Reasoning reasoning = thought.reasoning();
                bytes += OVERHEAD + size(reasoning.text());
                for (var member : reasoning.payload().byName().entrySet()) {
                    bytes +=
                            OVERHEAD + size(member.getKey()) + member.getValue().length();
                }
            }
            for (Call call : calls) {
                bytes += OVERHEAD + size(call.name());
            }
            return (int) Math.min(bytes, Integer.MAX_VALUE);
        }

        private static long size(String text) {
            boolean narrow = text.chars().allMatch(letter -> letter < 0x100);
            return narrow ? text.length() : 2L * text.length();
        }
    }

    /** A call of an answer: the function and the print of its arguments. */
    record Call(String name, Print arguments) {
        static Call of(String name, RawJson arguments) {
            return new Call(name, new Printer().arguments(arguments).print());
        }
    }

    /**
     * Where an answer is to be found.
     *
     * @param answer its number
     * @param call the call of it that was found, or 0
     * @param thoughts the print of what it thought, to tell equal answers from those that only look it
     */
    record Pointer(long answer, int call, Print thoughts) implements Entry {
        @Override
        public int weight() {
            return OVERHEAD;
        }
    }

    /** Several answers look like this and were thought differently: nobody can say which of them came back. */
    record Ambiguous() implements Entry {
        @Override
        public int weight() {
            return OVERHEAD;
        }
    }
}

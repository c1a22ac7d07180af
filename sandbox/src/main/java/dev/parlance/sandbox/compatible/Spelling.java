package dev.parlance.sandbox.compatible;

import dev.parlance.sandbox.host.Digest;
import java.util.Set;
import java.util.function.Function;

/**
 * How a host spells an answer where the relatives of the dialect differ.
 *
 * @param id the id of an answer
 * @param reasoning where reasoning stands
 * @param fingerprint the system fingerprint, empty for none
 */
public record Spelling(Function<Digest, String> id, ReasoningPlace reasoning, String fingerprint, Set<Trait> traits) {

    /** Where a host puts the reasoning. */
    public enum ReasoningPlace {
        /** A member beside the content. */
        REASONING("reasoning"),
        /** The older name of that member. */
        REASONING_CONTENT("reasoning_content"),
        /** Between tags at the start of the content. */
        TAGS("");

        private final String member;

        ReasoningPlace(String member) {
            this.member = member;
        }

        /** The member's name, empty for tags. */
        public String member() {
            return member;
        }
    }

    /** One habit of a host. Where it is absent, the host does as OpenAI does. */
    public enum Trait {
        /** A call streams in one piece. */
        WHOLE_CALLS,
        /** Calls of plain answers carry an index. */
        INDEXED_CALLS,
        /** Every fragment of a call repeats the type. */
        TYPED_FRAGMENTS,
        /** Plain answers without calls carry an empty list of calls. */
        EMPTY_CALL_LIST,
        /** The content beside calls is empty instead of null. */
        EMPTY_CONTENT_BESIDE_CALLS,
        /** Deltas of reasoning and of calls carry an empty content. */
        EMPTY_CONTENT_IN_DELTAS,
        /** The first delta holds the role alone. */
        ROLE_ALONE,
        /** The first delta holds the role and a null for content. */
        ROLE_WITH_NULL_CONTENT,
        /** The first delta carries the role beside its first token. */
        ROLE_WITH_FIRST_TOKEN,
        /** Chunks leave the finish reason out until there is one. */
        NO_NULL_FINISH,
        /** The finishing choice of a stream carries the usage, asked for or not. */
        USAGE_ON_LAST_CHOICE,
        /** No chunk of usage without choices follows, even when it was asked for. */
        NO_USAGE_CHUNK,
        /** Usage counts cached input. */
        CACHE_COUNT,
        /** Usage counts reasoning. */
        REASONING_COUNT,
        /** Choices carry log probabilities when asked for, else null. */
        LOGPROBS
    }

    public Spelling {
        traits = Set.copyOf(traits);
    }

    /** Whether the host has that habit. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** The same spelling with reasoning in another place. */
    public Spelling with(ReasoningPlace place) {
        return new Spelling(id, place, fingerprint, traits);
    }
}

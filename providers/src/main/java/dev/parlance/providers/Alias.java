package dev.parlance.providers;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name that stands for models. With several targets the first that works answers: by a draw among those with a weight, then in order.
 *
 * @param targets at least one
 * @param hedgeAfter when a second target is asked beside one that has not begun to answer, or null for never
 * @param firstToken how long a target may take until its answer begins, or null for as long as it likes
 * @param total how long the whole call may take, or null for as long as it likes
 */
public record Alias(
        List<Target> targets,
        @Nullable Duration hedgeAfter,
        @Nullable Duration firstToken,
        @Nullable Duration total) {

    /**
     * One of the models.
     *
     * @param model {@code provider/model}
     * @param weight its share among the targets that have one, or 0 for a fixed place after them
     */
    public record Target(String model, int weight) {
        public Target {
            if (weight < 0) {
                throw new IllegalArgumentException("A weight is not negative");
            }
        }
    }

    public Alias {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("An alias stands for at least one model");
        }
    }

    /** Another name for one model. */
    public static Alias of(String model) {
        return new Alias(List.of(new Target(model, 0)), null, null, null);
    }

    /** The model of those who can take only one. */
    public String first() {
        return targets.getFirst().model();
    }
}

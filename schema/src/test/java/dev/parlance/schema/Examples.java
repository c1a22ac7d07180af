package dev.parlance.schema;

import dev.parlance.core.wire.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records of all sorts, hidden as a caller's may be. */
final class Examples {
    private Examples() {}

    @Description("How soon it must be there.")
    enum Speed {
        @Description("within a day")
        EXPRESS,
        NEXT_WEEK
    }

    @Description("An order of a shop.")
    record Order(
            @Description("The shop's number.") long number,
            String customer,
            @Nullable String note,
            Optional<Speed> speed,
            List<Line> lines,
            Set<String> tags,
            Map<String, BigDecimal> discounts) {}

    @SuppressWarnings("UnusedMethod") // Parlance calls it.
    private record Line(String article, int count, BigDecimal price) {
        Line {
            if (count <= 0) {
                throw new IllegalArgumentException("count must be positive, not " + count);
            }
        }
    }

    record Everything(
            boolean truth,
            byte tiny,
            short small,
            int whole,
            long large,
            BigInteger huge,
            float rough,
            double fine,
            BigDecimal exact,
            char letter,
            String text,
            Instant time,
            LocalDate day,
            Duration span,
            UUID identifier,
            JsonValue free,
            List<@Nullable Integer> holes,
            List<Optional<String>> perhaps,
            Map<String, List<Speed>> speeds,
            @Nullable Boolean boxed,
            Optional<LocalDate> later) {}

    record Tree(
            String name,
            List<Tree> branches,
            @Description("Where it came from.") @Nullable Tree parent) {}

    sealed interface Figure permits Circle, Square, Group {}

    @Description("A round one.")
    record Circle(double radius) implements Figure {}

    record Square(double side, Optional<String> colour) implements Figure {}

    record Group(String name, List<Figure> parts) implements Figure {}

    sealed interface Message permits Plain, Nested {}

    record Plain(String type) implements Message {}

    sealed interface Nested extends Message permits Deep {}

    record Deep(int level) implements Nested {}

    record Both(Circle direct, Figure either) {}

    record Pair<A extends @Nullable Object, B>(A first, B second) {}

    record Pairs(Pair<String, Integer> one, Pair<@Nullable String, List<Speed>> other, Pair<String, Integer> again) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Arrays(int[] counts, String[] names) {}

    /** A record of this name stands outside too. */
    static final class Other {
        private Other() {}

        record Line(int y) {}
    }

    record TwoLines(List<Line> lines, Line last, List<Other.Line> others, Other.Line other) {}
}

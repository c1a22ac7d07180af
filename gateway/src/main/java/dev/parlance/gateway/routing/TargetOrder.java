package dev.parlance.gateway.routing;

import dev.parlance.providers.Alias;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/** In which order the targets of an alias are asked. */
public final class TargetOrder {
    private TargetOrder() {}

    /**
     * Those with a weight by a draw, then the others as they stand. Whoever holds what the conversation goes on from comes first; whoever
     * fails just now comes last, for a target that fails is still better than none.
     *
     * @param holds whether the model holds something that the conversation goes on from
     * @param works whether the model is not passed over just now
     * @param chance from 0 to 1, without 1
     */
    public static List<String> of(
            Alias alias, Predicate<String> holds, Predicate<String> works, DoubleSupplier chance) {
        if (alias.targets().size() == 1) {
            return List.of(alias.first());
        }
        List<String> drawn = drawn(alias, chance);
        List<String> order = new ArrayList<>();
        drawn.stream().filter(holds).forEach(order::add);
        drawn.stream().filter(works).filter(model -> !order.contains(model)).forEach(order::add);
        drawn.stream().filter(model -> !order.contains(model)).forEach(order::add);
        return order;
    }

    private static List<String> drawn(Alias alias, DoubleSupplier chance) {
        List<Alias.Target> weighted = new ArrayList<>();
        for (Alias.Target target : alias.targets()) {
            if (target.weight() > 0) {
                weighted.add(target);
            }
        }
        List<String> drawn = new ArrayList<>();
        while (!weighted.isEmpty()) {
            double sum = weighted.stream().mapToInt(Alias.Target::weight).sum();
            double point = chance.getAsDouble() * sum;
            int index = 0;
            while (index < weighted.size() - 1 && point >= weighted.get(index).weight()) {
                point -= weighted.get(index).weight();
                index++;
            }
            drawn.add(weighted.remove(index).model());
        }
        for (Alias.Target target : alias.targets()) {
            if (target.weight() == 0) {
                drawn.add(target.model());
            }
        }
        return drawn;
    }
}

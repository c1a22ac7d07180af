package dev.parlance.schema;

import dev.parlance.schema.Shape.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the records and sealed interfaces that a schema would write more than once, those that hold themselves included. */
final class SharedTypes {
    private final TypeModel model;
    private final Map<Named, Integer> uses = new HashMap<>();

    private SharedTypes(TypeModel model) {
        this.model = model;
    }

    static SharedTypes of(TypeModel model, List<Shape> roots) {
        SharedTypes shared = new SharedTypes(model);
        roots.forEach(shared::count);
        return shared;
    }

    boolean contains(Named named) {
        return uses.getOrDefault(named, 0) > 1;
    }

    private void count(Shape shape) {
        switch (shape) {
            case Shape.Single single -> {}
            case Shape.Anything anything -> {}
            case Shape.Choice choice -> {}
            case Shape.ListOf(Shape element) -> count(element);
            case Shape.SetOf(Shape element) -> count(element);
            case Shape.ArrayOf(Shape element, Class<?> component) -> count(element);
            case Shape.MapOf(Shape value) -> count(value);
            case Shape.Maybe(Shape value, boolean optional) -> count(value);
            case Named named -> {
                if (uses.merge(named, 1, Integer::sum) == 1) {
                    inside(named);
                }
            }
        }
    }

    /** Arguments of generic records count where the components use them. */
    private void inside(Named named) {
        switch (model.definition(named)) {
            case Definition.Fields fields -> fields.members().forEach(member -> count(member.shape()));
            case Definition.Variants union -> {
                // A record is written anew in each interface, for there it has one more member.
                for (Named variant : union.records().values()) {
                    model.fields(variant).members().forEach(member -> count(member.shape()));
                }
            }
        }
    }
}

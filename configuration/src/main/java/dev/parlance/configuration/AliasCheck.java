package dev.parlance.configuration;

import java.util.List;
import java.util.Set;
import org.tomlj.TomlArray;

/** Whether an alias stands for a model that can be asked for. */
record AliasCheck(Place aliases, Set<String> providers) {
    /** @param target which of its targets that is, from 0 */
    void check(String alias, int target, String model) {
        Place at = aliases.member(alias);
        // As the file has it: what a variable holds is not shown.
        Object value = at.value() instanceof TomlArray array ? array.get(target) : at.value();
        String written = value instanceof String text ? Shown.text(text) : "target " + (target + 1);
        int slash = model.indexOf('/');
        if (slash <= 0 && !providers.contains(model)) {
            at.fault(
                    "an alias stands for provider/model; it is \"" + written + "\"",
                    "For example " + Place.quoted(alias) + " = \"moonshot/kimi-k2.6\".");
        } else if (slash == model.length() - 1) {
            at.fault(
                    "after the slash stands no model",
                    "For example " + Place.quoted(alias) + " = \"moonshot/kimi-k2.6\".");
        } else if (slash > 0 && !providers.contains(model.substring(0, slash))) {
            String question = Nearest.question(model.substring(0, slash), List.copyOf(providers));
            at.fault(
                    "there is no provider of that name; it is \"" + written + "\"",
                    question == null ? "Providers: " + String.join(", ", providers) + "." : question);
        }
    }
}

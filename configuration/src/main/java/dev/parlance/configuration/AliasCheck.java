package dev.parlance.configuration;

import java.util.List;
import java.util.Set;

/** Whether an alias stands for a model that can be asked for. */
record AliasCheck(Place aliases, Set<String> providers) {
    void check(String alias, String model) {
        Place at = aliases.member(alias);
        String written = Shown.text(String.valueOf(at.value()));
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

package dev.parlance.cli;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.HostFacts;
import dev.parlance.providers.ListedModel;
import dev.parlance.providers.Providers;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a person sees when the gateway starts: who answers, what to set for real hosts, and a line to paste.
 *
 * @param asked whether the sandbox was asked for, rather than taken because there was no key
 */
record Banner(Catalog catalog, Providers providers, String url, boolean asked) {
    private static final String FIRST_CHOICE = "moonshot/kimi-k2.6";

    void print(PrintStream err) {
        if (providers.isSandbox()) {
            err.println("sandbox: "
                    + (asked ? "as asked," : "no key of a host is in the environment, so")
                    + " every host is simulated in this process.");
            err.println("         It refuses what the real hosts refuse. Nothing leaves this machine.");
            err.println("         For real hosts set " + variables()
                    + (asked ? " and leave out --sandbox." : " and start again."));
        } else {
            String usable = providers.models().stream()
                    .map(ListedModel::provider)
                    .distinct()
                    .collect(Collectors.joining(", "));
            err.println("hosts: "
                    + (usable.isEmpty()
                            ? "none can be called yet, see above; --sandbox simulates all of them"
                            : usable));
        }
        err.println();
        err.println("  curl " + url + "/v1/chat/completions -H 'content-type: application/json' \\");
        err.println("    -d '{\"model\":\"" + exampleModel()
                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'");
        err.println();
        err.println("OpenAI clients: base URL " + url + "/v1, any key. Models: GET " + url + "/v1/models");
    }

    /** The variables of each host that make it usable, in a row. */
    private String variables() {
        List<String> sets = catalog.hosts().stream()
                .map(catalog::host)
                .filter(Objects::nonNull)
                .map(Banner::variables)
                .filter(set -> !set.isEmpty())
                .distinct()
                .toList();
        return sets.size() < 2
                ? String.join("", sets)
                : String.join(", ", sets.subList(0, sets.size() - 1)) + " or " + sets.getLast();
    }

    private static String variables(HostFacts host) {
        String key = host.keyRequired() && !host.keyVariables().isEmpty()
                ? host.keyVariables().getFirst()
                : "";
        String address = host.baseUrl() == null && !host.baseUrlVariables().isEmpty()
                ? host.baseUrlVariables().getFirst()
                : "";
        return key.isEmpty() || address.isEmpty() ? key + address : key + " with " + address;
    }

    private String exampleModel() {
        return providers.models().stream()
                .filter(model -> !model.retired())
                .map(ListedModel::id)
                .sorted((left, right) -> Boolean.compare(isFirstChoice(right), isFirstChoice(left)))
                .findFirst()
                .orElse(FIRST_CHOICE);
    }

    private static boolean isFirstChoice(String model) {
        return model.equals(FIRST_CHOICE);
    }
}

package dev.parlance.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page {@code docs/hosts.md} is made from the catalog; run with {@code -Dparlance.update=true} to write it anew. */
class HostsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "hosts.md");
    private static final List<String> DIALECTS =
            List.of("openai-chat", "openai-responses", "anthropic-messages", "gemini");

    @Test
    void the_page_says_what_the_catalog_says() throws IOException {
        String page = page();
        if (Boolean.getBoolean("parlance.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() {
        Catalog catalog = Catalog.bundled();
        StringBuilder page = new StringBuilder("""
                # Hosts

                A model is named `host/model`. This page is made from the catalog by `HostsPageTest`; what each host does with each model is
                what `parlance explain` prints.

                | Host | What it is | Dialects | Key | Base URL | Models known |
                |---|---|---|---|---|---|
                """);
        for (String name : new TreeSet<>(catalog.hosts())) {
            HostFacts host = catalog.host(name);
            if (host != null) {
                page.append(row(catalog, host));
            }
        }
        return page.toString();
    }

    private static String row(Catalog catalog, HostFacts host) {
        List<KnownModel> models = catalog.models(host.name());
        Set<String> dialects = new LinkedHashSet<>();
        dialects.add(catalog.resolve(host.name(), "any").dialect());
        for (KnownModel model : models) {
            for (String dialect : DIALECTS) {
                dialects.add(catalog.resolve(host.name(), model.id(), dialect).dialect());
            }
        }
        String keys = host.keyVariables().stream().map(HostsPageTest::code).collect(Collectors.joining(", "));
        String variables =
                host.baseUrlVariables().stream().map(HostsPageTest::code).collect(Collectors.joining(", "));
        String base = host.baseUrl() == null ? "yours: " + variables : code(host.baseUrl());
        return "| " + code(host.name()) + " | " + host.title() + " | " + String.join(", ", dialects) + " | "
                + (keys.isEmpty() ? "none" : host.keyRequired() ? keys : keys + ", if it wants one") + " | " + base
                + " | " + models.stream().filter(model -> !model.retired()).count() + " |\n";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}

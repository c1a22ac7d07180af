package dev.parlance.configuration;

import dev.parlance.catalog.Catalog;
import dev.parlance.catalog.HostFacts;
import dev.parlance.core.wire.JsonValue.JsonObject;
import dev.parlance.providers.value.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** All providers: tables by name, or, as Amplifier has it, an array of tables that hold their names. */
final class ProvidersForm implements Form<List<ProvidersForm.Found>> {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

    /** A provider's table. */
    record Found(String name, HostFacts host, Section section) {}

    @Override
    public String description() {
        return "tables of providers: [providers.NAME]";
    }

    @Override
    public JsonObject schema() {
        return ProviderTable.schema();
    }

    @Override
    public @Nullable List<Found> read(Place place) {
        List<Found> providers = new ArrayList<>();
        switch (place.value()) {
            case TomlTable table -> {
                for (String name : table.keySet()) {
                    named(name, place.member(table, name, Set.of()), providers);
                }
            }
            case TomlArray array -> {
                for (int index = 0; index < array.size(); index++) {
                    element(place, place.element(array, index), providers);
                }
            }
            default -> place.fault("this must be " + description(), null);
        }
        return providers;
    }

    private static void named(String name, Place place, List<Found> providers) {
        if (!(place.value() instanceof TomlTable)) {
            place.fault(
                    "a provider is a table", "Write [providers." + Place.quoted(name) + "] and its settings below it.");
            return;
        }
        HostFacts host = host(name, text(place, "host"), place);
        Section section =
                (host == null || ProviderReader.isAzure(host) ? ProviderTable.AZURE : ProviderTable.PLAIN).read(place);
        add(name, host, section, providers);
    }

    private static void element(Place providersPlace, Place place, List<Found> providers) {
        if (!(place.value() instanceof TomlTable)) {
            place.fault("an element of providers is a table", "Write [[providers]] and its settings below it.");
            return;
        }
        String name = text(place, "name");
        if (name == null) {
            place.missing("a provider in an array needs name", "For example name = \"foundry\".");
            ProviderTable.ELEMENT.read(place);
            return;
        }
        Place renamed = place.renamed(providersPlace.key() + "." + Place.quoted(name));
        String host = text(renamed, "host");
        if (host == null) {
            host = text(renamed.member("config"), "host");
        }
        String module = text(renamed, "module");
        if (host == null && module != null) {
            String bare = module.replaceFirst("^provider-", "");
            host = place.reading().catalog().host(bare) == null ? null : bare;
        }
        HostFacts facts = host(name, host, renamed);
        Section outer = ProviderTable.ELEMENT.read(renamed);
        Section config = outer == null ? null : outer.get(ProviderTable.CONFIG);
        if (outer != null && config != null) {
            outer.absorb(config);
        }
        add(name, facts, outer, providers);
    }

    private static void add(String name, @Nullable HostFacts host, @Nullable Section section, List<Found> providers) {
        if (section == null) {
            return;
        }
        if (!name.matches(NAME)) {
            section.place()
                    .fault(
                            "\"" + name + "\" is no name of a provider",
                            "Letters, digits, dots, dashes and underscores; the name stands before the slash of a model.");
            return;
        }
        for (Found earlier : providers) {
            if (earlier.name().equals(name)) {
                section.place()
                        .fault(
                                "line " + earlier.section().place().line() + " has a provider of this name already",
                                "Give one of them another name.");
                return;
            }
        }
        if (host != null) {
            providers.add(new Found(name, host, section));
        }
    }

    private static @Nullable HostFacts host(String name, @Nullable String said, Place place) {
        Catalog catalog = place.reading().catalog();
        String host = said == null ? name : said;
        HostFacts facts = catalog.host(host);
        if (facts != null) {
            return facts;
        }
        String question = Nearest.question(host, catalog.hosts());
        String known = "Hosts: " + String.join(", ", catalog.hosts()) + ".";
        Place beside = place.member("host");
        Place at = beside.value().equals("") ? place.member("config").member("host") : beside;
        if (said != null && at.value() instanceof String written && !written.isBlank()) {
            at.fault(
                    "there is no host \"" + Shown.text(written) + "\"",
                    question == null ? known : question + " " + known);
        } else if (name.equals("config")) {
            place.missing(
                    "this needs host",
                    "[providers.config] belongs below [[providers]] with a name, as Amplifier writes it; or write"
                            + " [providers.azure-openai] instead.");
        } else {
            String advice = "Set host = \"...\", for no host has the name \"" + name + "\"."
                    + (question == null ? "" : " " + question) + " " + known;
            place.missing("this needs host", advice);
        }
        return null;
    }

    /** A text that must be known before the table can be read; what is wrong with it is said again then, once in all. */
    private static @Nullable String text(Place place, String name) {
        if (!(place.value() instanceof TomlTable table) || !(table.get(List.of(name)) instanceof String written)) {
            return null;
        }
        Place at = place.member(name);
        Template template = written.isBlank() ? null : Scalar.template(written, at);
        String text = template == null ? null : place.reading().resolve(template, at);
        return text == null || text.isBlank() ? null : text.strip();
    }
}

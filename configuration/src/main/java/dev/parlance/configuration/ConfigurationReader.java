package dev.parlance.configuration;

import dev.parlance.providers.Alias;
import dev.parlance.providers.Defaults;
import dev.parlance.providers.ProviderSettings;
import dev.parlance.providers.value.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** Reads one file as a whole. */
final class ConfigurationReader {
    private final Reading reading;

    ConfigurationReader(Reading reading) {
        this.reading = reading;
    }

    Configuration read(Path file, String text, Values values) {
        TomlParseResult toml = Toml.parse(text);
        boolean sound = new SyntaxFaults(reading, text).say(toml);
        if (!sound) {
            throw new ConfigurationFault(reading.faults());
        }
        Section root = RootTable.TABLE.read(Place.root(reading, toml));
        if (root == null) {
            throw new IllegalStateException("The root of a file is a table");
        }
        GatewayTable gateway = GatewayTable.read(root.get(RootTable.GATEWAY));
        Defaults defaults = DefaultsTable.read(root.get(RootTable.DEFAULTS));
        List<ProviderSettings> providers = providers(root, defaults);
        Map<String, Alias> aliases = aliases(root, providers);
        if (!reading.faults().isEmpty()) {
            throw new ConfigurationFault(reading.faults());
        }
        if (reading.holdsSecret() && ConfigurationFiles.isOpenToOthers(file)) {
            reading.warnAboutFile("it holds a key, and others on this machine can read it. Take that away, for example:"
                    + " chmod 600 " + file);
        }
        List<String> warnings = new ArrayList<>(reading.warnings());
        warnings.addAll(values.warnings());
        return new Configuration(
                file,
                providers,
                aliases,
                defaults,
                gateway,
                warnings,
                reading.settings(),
                Configuration.fingerprint(text));
    }

    private static List<ProviderSettings> providers(Section root, Defaults defaults) {
        List<ProvidersForm.Found> found = root.get(RootTable.PROVIDERS);
        List<ProviderSettings> providers = new ArrayList<>();
        for (ProvidersForm.Found one : found == null ? List.<ProvidersForm.Found>of() : found) {
            providers.add(new ProviderReader(one.name(), one.host(), one.section()).read(defaults));
        }
        return providers;
    }

    private Map<String, Alias> aliases(Section root, List<ProviderSettings> providers) {
        Map<String, Alias> aliases = root.get(RootTable.ALIASES);
        if (aliases == null) {
            return Map.of();
        }
        Set<String> known = new LinkedHashSet<>(reading.catalog().hosts());
        providers.forEach(provider -> known.add(provider.name()));
        AliasCheck check = new AliasCheck(root.at(RootTable.ALIASES), known);
        aliases.forEach((name, alias) -> {
            for (int target = 0; target < alias.targets().size(); target++) {
                check.check(name, target, alias.targets().get(target).model());
            }
        });
        return aliases;
    }
}

package dev.parlance.configuration;

import dev.parlance.catalog.HostFacts;
import dev.parlance.providers.ProviderSettings.Route;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether address, region, version and route of a provider go together and fit its host. */
record AddressCheck(HostFacts host, Section section) {
    private static final Pattern USER = Pattern.compile("^([A-Za-z]+://)?[^/?#]*@");

    /** Reports what does not go together. */
    void check() {
        String baseUrl = section.get(ProviderTable.BASE_URL);
        String region = section.get(ProviderTable.REGION);
        if (baseUrl != null && region != null) {
            section.at(ProviderTable.REGION)
                    .fault("base-url says already where the provider lives", "Keep one of the two.");
        }
        if (baseUrl != null && USER.matcher(baseUrl).find()) {
            section.at(ProviderTable.BASE_URL)
                    .fault("the address holds a name or a password", "Keys go into api-key, never into an address.");
        }
        if (baseUrl != null && !baseUrl.contains("://") && !ProviderReader.isAzure(host)) {
            section.at(ProviderTable.BASE_URL)
                    .fault("the address does not begin with https:// or http://", "Write the whole address.");
        }
        checkVersion();
        if (region != null && !host.regions().containsKey(region.toLowerCase(Locale.ROOT))) {
            String question = Nearest.question(region, host.regions().keySet());
            String known = host.regions().isEmpty()
                    ? "It has no regions at all; set base-url instead."
                    : "Regions: " + String.join(", ", host.regions().keySet()) + ".";
            section.at(ProviderTable.REGION)
                    .fault(
                            host.name() + " has no region \""
                                    + Shown.text(String.valueOf(
                                            section.at(ProviderTable.REGION).value())) + "\"",
                            question == null ? known : question + " " + known);
        }
    }

    private void checkVersion() {
        if (host.versionVariables().isEmpty() && section.has(ProviderTable.API_VERSION)) {
            section.at(ProviderTable.API_VERSION).warn(host.name() + " has no versions of its API; this is not used");
        }
        Route route = section.get(ProviderTable.ROUTE);
        if (!ProviderReader.isAzure(host) && (route == Route.V1 || route == Route.DEPLOYMENTS)) {
            section.at(ProviderTable.ROUTE).warn(host.name() + " has one route alone; this is not used");
        }
    }
}

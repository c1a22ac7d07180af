package dev.parlance.providers;

import dev.parlance.core.error.Failure;
import dev.parlance.core.error.ParlanceException;
import org.jspecify.annotations.Nullable;

/** The version of a host's API as its user gives it. */
final class ApiVersion {
    private ApiVersion() {}

    /** That version, if it can be one. @throws ParlanceException.Misconfigured when it cannot */
    static @Nullable String checked(@Nullable String version, String setting) {
        if (version == null
                || AzureAddress.isOfV1(version)
                || AzureVersion.DATED.matcher(version).matches()) {
            return version;
        }
        throw new ParlanceException.Misconfigured(Failure.of(
                setting + " is \"" + version + "\", which is no version of the API",
                "Set a date such as 2024-10-21 or 2025-04-01-preview, or v1 or preview, or leave it unset."
                        + " The date of a model is none of the API."));
    }
}

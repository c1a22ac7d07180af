package dev.parlance.catalog;

import dev.parlance.core.catalog.ReasoningFacts;

/** How the address of a call comes about from what the user gives as base URL. */
public enum AddressForm implements ReasoningFacts.Labelled {
    /** The path of the dialect is appended to the base URL. */
    PLAIN,
    /** The many forms that Azure resources are written in are brought into that of the v1 route first. */
    AZURE,
    /** The same, but a dated version or a deployment in the address asks for the older routes by deployment. */
    AZURE_DATED
}

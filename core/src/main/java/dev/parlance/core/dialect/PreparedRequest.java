package dev.parlance.core.dialect;

import dev.parlance.core.catalog.Adjustment;
import dev.parlance.core.catalog.Profile;
import java.util.List;

/** A request as it will be sent, with every difference from what was asked. */
public record PreparedRequest(WireRequest wire, Profile profile, List<Adjustment> adjustments) {}

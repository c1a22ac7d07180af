package dev.parlance.catalog;

import dev.parlance.core.catalog.ModelFacts;
import dev.parlance.core.catalog.ReasoningFacts;

/**
 * A model that the catalog knows at a host.
 *
 * @param id the id to ask for, spelled as the host lists it
 * @param retired whether the host has switched it off or announced so
 */
public record KnownModel(String id, boolean retired, ModelFacts facts, ReasoningFacts reasoning) {}

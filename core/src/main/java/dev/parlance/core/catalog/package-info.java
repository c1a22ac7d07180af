/**
 * What a host and a model take, resolved: the {@link dev.parlance.core.catalog.Profile} and its rules, and the negotiation that applies
 * them to a request. The data and its loader live in the catalog module; here is the one interpreter.
 */
@NullMarked
package dev.parlance.core.catalog;

import org.jspecify.annotations.NullMarked;

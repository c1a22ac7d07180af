/**
 * What is odd about hosts and models, as data with evidence, and its loader.
 *
 * <p>{@link dev.parlance.catalog.Catalog} is the door: it resolves a host and a model to a {@link dev.parlance.core.catalog.Profile} by
 * merging layers in one fixed order. The data lies in {@code hosts/}, {@code models/} and {@code dialects/} beside these classes. Nothing
 * here knows the name of a host or model. Unknown words in the data are errors that name file and place.
 */
@NullMarked
package dev.parlance.catalog;

import org.jspecify.annotations.NullMarked;

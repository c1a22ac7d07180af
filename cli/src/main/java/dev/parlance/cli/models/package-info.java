/** The models that can be asked for: those of the catalog, those that the user configured, those that hosts list. */
@NullMarked
package dev.parlance.cli.models;

import org.jspecify.annotations.NullMarked;

/**
 * The file {@code config.toml}: one description of all settings, from which the checks, the schema for editors and the reference are made; a
 * reader that reports all faults at once with their lines; a watch that reads the file anew when it changes.
 */
@NullMarked
package dev.parlance.configuration;

import org.jspecify.annotations.NullMarked;

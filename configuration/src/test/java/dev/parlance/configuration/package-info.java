/** Tests of the configuration file: samples, golden faults, properties, the schema, the watch. */
@NullMarked
package dev.parlance.configuration;

import org.jspecify.annotations.NullMarked;

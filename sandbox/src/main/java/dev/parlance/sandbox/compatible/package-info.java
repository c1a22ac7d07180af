/**
 * What the plain relatives of the Chat dialect share: one wire with the spellings in which they differ as data, and one lenient host for
 * those of whom little is written down.
 */
@NullMarked
package dev.parlance.sandbox.compatible;

import org.jspecify.annotations.NullMarked;

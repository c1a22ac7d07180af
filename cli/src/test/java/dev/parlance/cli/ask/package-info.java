/** Tests of what {@code parlance ask} puts together. */
@NullMarked
package dev.parlance.cli.ask;

import org.jspecify.annotations.NullMarked;

/** Tests of what {@code parlance run} is made of. */
@NullMarked
package dev.parlance.cli.run;

import org.jspecify.annotations.NullMarked;

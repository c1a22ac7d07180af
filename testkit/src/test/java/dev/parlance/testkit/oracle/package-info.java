/** The oracle cases of the four seed systems that concern the hosts there are, by their numbers. */
@NullMarked
package dev.parlance.testkit.oracle;

import org.jspecify.annotations.NullMarked;

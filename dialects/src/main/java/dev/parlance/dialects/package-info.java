/** The dialects by name. Each lives in a package of its own and imports none of the others but {@code shared}. */
@NullMarked
package dev.parlance.dialects;

import org.jspecify.annotations.NullMarked;

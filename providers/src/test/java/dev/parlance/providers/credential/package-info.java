/** Every way to a token, against servers and programs that are really there. */
@NullMarked
package dev.parlance.providers.credential;

import org.jspecify.annotations.NullMarked;

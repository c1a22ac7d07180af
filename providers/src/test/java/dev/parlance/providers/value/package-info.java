/** Values from variables, files and commands. */
@NullMarked
package dev.parlance.providers.value;

import org.jspecify.annotations.NullMarked;

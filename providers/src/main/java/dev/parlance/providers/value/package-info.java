/** Values that stand elsewhere: {@code ${env:NAME}}, {@code ${file:path}}, {@code ${cmd:command}}. */
@NullMarked
package dev.parlance.providers.value;

import org.jspecify.annotations.NullMarked;

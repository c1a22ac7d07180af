/** Laws of Anthropic Messages: what a real host accepted is read and written again as it was. */
@NullMarked
package dev.parlance.testkit.anthropic;

import org.jspecify.annotations.NullMarked;

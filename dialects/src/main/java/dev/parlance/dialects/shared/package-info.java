/** What several dialects need and no provider owns: error bodies, waiting hints. */
@NullMarked
package dev.parlance.dialects.shared;

import org.jspecify.annotations.NullMarked;

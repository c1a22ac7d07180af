/** What only shows after many calls or with many at once: whatever is kept, leaked or left open by a gateway in a process of its own. */
@NullMarked
package dev.parlance.gateway.soak;

import org.jspecify.annotations.NullMarked;

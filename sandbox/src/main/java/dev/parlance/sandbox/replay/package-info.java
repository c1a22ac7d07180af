/**
 * How a host knows its own turns again without remembering them: by the ids of the calls it made, and by saying its answers anew. What must
 * come back with such a turn belongs to the hosts.
 */
@NullMarked
package dev.parlance.sandbox.replay;

import org.jspecify.annotations.NullMarked;

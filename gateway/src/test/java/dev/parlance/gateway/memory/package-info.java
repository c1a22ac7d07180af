/** The memory of reasoning, with recorded answers, with clients of all dialects, and before the strict hosts of the sandbox. */
@NullMarked
package dev.parlance.gateway.memory;

import org.jspecify.annotations.NullMarked;

/** Names, addresses, headers and keys, each checked as the user gives it and as the wire gets it. */
@NullMarked
package dev.parlance.providers;

import org.jspecify.annotations.NullMarked;

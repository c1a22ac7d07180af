/**
 * The JSON that {@code explain} and {@code decode} print. It is a contract: people script against it, so a member keeps its name and
 * meaning once it is there. What the wire did not carry is absent, never null.
 */
@NullMarked
package dev.parlance.cli.json;

import org.jspecify.annotations.NullMarked;

/**
 * Where a request goes and with which credential: model names, endpoints from the environment, the addresses that users paste, headers and
 * keys. Reads no network; the modules that open sockets send what {@link dev.parlance.providers.Target} prepares.
 */
@NullMarked
package dev.parlance.providers;

import org.jspecify.annotations.NullMarked;

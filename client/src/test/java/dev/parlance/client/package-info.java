/** The library against the sandbox: real requests over real sockets. */
@NullMarked
package dev.parlance.client;

import org.jspecify.annotations.NullMarked;

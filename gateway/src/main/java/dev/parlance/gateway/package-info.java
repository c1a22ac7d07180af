/**
 * The HTTP server that any program can point its base URL at. {@link dev.parlance.gateway.Gateway} starts one lane for each core; a lane has
 * a server and a client on one event loop, so that both ends of a call live on one thread. Everything that understands bytes is pure and
 * lives in other modules; the classes here only move them.
 */
@NullMarked
package dev.parlance.gateway;

import org.jspecify.annotations.NullMarked;

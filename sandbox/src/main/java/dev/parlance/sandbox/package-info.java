/**
 * The simulated hosts behind a loopback HTTP server. Everything below is written from the recorded and documented facts of the real hosts
 * and never from the catalog: the sandbox judges the requests that the catalog's rules produce.
 */
@NullMarked
package dev.parlance.sandbox;

import org.jspecify.annotations.NullMarked;

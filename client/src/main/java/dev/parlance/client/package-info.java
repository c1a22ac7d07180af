/**
 * The library's door. {@link dev.parlance.client.Parlance} gives out chat models; a call is prepared by the one straight way, sent by the
 * JDK's HTTP client and decoded as it comes. The only module that opens an upstream socket for the library.
 */
@NullMarked
package dev.parlance.client;

import org.jspecify.annotations.NullMarked;

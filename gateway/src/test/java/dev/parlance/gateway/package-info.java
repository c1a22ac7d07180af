/** The gateway between a real client and a host played by the test, byte by byte, all over loopback sockets. */
@NullMarked
package dev.parlance.gateway;

import org.jspecify.annotations.NullMarked;

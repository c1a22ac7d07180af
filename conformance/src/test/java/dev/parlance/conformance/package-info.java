/** The suite against played gateways: recorded and written answers over real HTTP. */
@NullMarked
package dev.parlance.conformance;

import org.jspecify.annotations.NullMarked;

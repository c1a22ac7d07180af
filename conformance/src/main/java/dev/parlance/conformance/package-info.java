/**
 * The conformance suite: scenarios written once in neutral words, sent to a gateway as a native client of each dialect would send them, and
 * judged by the decoded answer. Knows no host and no catalog, so that any gateway can be held to it.
 */
@NullMarked
package dev.parlance.conformance;

import org.jspecify.annotations.NullMarked;

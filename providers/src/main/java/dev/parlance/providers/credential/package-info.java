/**
 * Where keys and tokens come from: fixed ones, those of files and commands, and those that an issuer hands out for a while. A source gives
 * out tokens and hears when a host refused one; how it gets them is its own affair.
 */
@NullMarked
package dev.parlance.providers.credential;

import org.jspecify.annotations.NullMarked;

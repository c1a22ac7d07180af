/** The library's door: a chat model over the JDK HTTP client. */
@NullMarked
package dev.parlance.client;

import org.jspecify.annotations.NullMarked;

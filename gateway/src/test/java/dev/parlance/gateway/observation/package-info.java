/** What is told about calls, read as those read it who get it: the page line by line, the log as JSON, the spans at a collector. */
@NullMarked
package dev.parlance.gateway.observation;

import org.jspecify.annotations.NullMarked;

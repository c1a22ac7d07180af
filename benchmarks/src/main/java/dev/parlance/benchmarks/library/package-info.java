/** What the library costs, against the libraries that people use now: jars, the first answer of a cold process, memory and time of warm calls. */
@NullMarked
package dev.parlance.benchmarks.library;

import org.jspecify.annotations.NullMarked;
